// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren, JSX } from "preact";
import { Picture } from "../shared/picture";
import { layOut } from "./graph_layout";
import type { Edge, Node } from "./graph_layout";

export interface LabelledNode extends Node {
  label: string;
  href: string | null;
}

interface NetworkProps {
  title: string;
  columns: string[];
  rows: ComponentChildren[][];
  nodes: LabelledNode[];
  edges: Edge[];
  center: string | null;
}

const WIDTH = 800;
const HEIGHT = 560;

function NodeMark({ node, center, x, y }: { node: LabelledNode; center: boolean; x: number; y: number }): JSX.Element {
  const mark = (
    <>
      <title>{node.held ? node.label : `${node.label}, not held`}</title>
      <circle cx={x} cy={y} r={center ? 9 : 6} class={center ? "center" : node.held ? undefined : "absent"} />
      <text x={x + 10} y={y + 4}>
        {node.label}
      </text>
    </>
  );
  return node.href ? <a href={node.href}>{mark}</a> : <g>{mark}</g>;
}

/** Nodes and the lines between them, or the lines as a table. */
export function Network({ title, columns, rows, nodes, edges, center }: NetworkProps): JSX.Element {
  const places = layOut(nodes, edges, WIDTH, HEIGHT);
  const at = (id: string): { x: number; y: number } => places.get(id) ?? { x: WIDTH / 2, y: HEIGHT / 2 };
  return (
    <Picture title={title} columns={columns} rows={rows}>
      <svg class="network" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={title}>
        {edges.map((edge, i) => {
          const [from, to] = [at(edge.source), at(edge.target)];
          return <line key={i} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
        })}
        {nodes.map((node) => (
          <NodeMark key={node.id} node={node} center={node.id === center} {...at(node.id)} />
        ))}
      </svg>
    </Picture>
  );
}
