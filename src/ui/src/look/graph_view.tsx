// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../api";
import { Picture } from "../shared/picture";
import { ProblemNote } from "../shared/problem_note";
import { readHref } from "../search/result_list";
import { layOut } from "./graph_layout";
import type { Edge, Node } from "./graph_layout";

interface Graph {
  nodes: Node[];
  edges: Edge[];
}

const KINDS: [string, string][] = [
  ["references", "Who cites whom"],
  ["distribution", "Who told whom"],
];
const WIDTH = 800;
const HEIGHT = 560;

export function GraphView({ id }: { id: string }): JSX.Element {
  const [kind, setKind] = useState("references");
  const { data, problem } = useAnswer<Graph>(`/v1/graph/${kind}?document=${encodeURIComponent(id)}`);
  useEffect(() => {
    document.title = `Around ${id} – Chancery`;
  }, [id]);
  return (
    <>
      <h1>Around {id}</h1>
      <p>
        <a href={readHref(id, "")}>Read it</a>
      </p>
      <fieldset class="lights">
        <legend>Show</legend>
        {KINDS.map(([value, name]) => (
          <label key={value}>
            <input type="radio" name="kind" checked={kind === value} onChange={() => setKind(value)} /> {name}
          </label>
        ))}
      </fieldset>
      {problem && <ProblemNote problem={problem} />}
      {data && data.edges.length === 0 && <p>Nothing leads from here or to here.</p>}
      {data && data.edges.length > 0 && <Network graph={data} center={id} />}
    </>
  );
}

function nodeHref(node: Node): string | null {
  if (node.kind === "station") {
    return `/?station=${encodeURIComponent(node.id)}`;
  }
  return node.held === false ? null : readHref(node.id, "");
}

function NodeMark({ node, center, x, y }: { node: Node; center: boolean; x: number; y: number }): JSX.Element {
  const href = nodeHref(node);
  const name = node.label ?? node.id;
  const mark = (
    <>
      <title>{node.held === false ? `${name}, not held` : name}</title>
      <circle cx={x} cy={y} r={center ? 9 : 6} class={center ? "center" : node.held === false ? "absent" : undefined} />
      <text x={x + 10} y={y + 4}>
        {node.id}
      </text>
    </>
  );
  return href ? <a href={href}>{mark}</a> : <g>{mark}</g>;
}

function Network({ graph, center }: { graph: Graph; center: string }): JSX.Element {
  const places = layOut(graph.nodes, graph.edges, WIDTH, HEIGHT);
  const at = (id: string): { x: number; y: number } => places.get(id) ?? { x: WIDTH / 2, y: HEIGHT / 2 };
  return (
    <Picture
      title={`${graph.nodes.length} nodes, ${graph.edges.length} edges`}
      columns={["From", "To", "As printed"]}
      rows={graph.edges.map((edge) => [edge.source, edge.target, edge.raw ?? edge.label ?? ""])}
    >
      <svg class="network" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label="Graph">
        {graph.edges.map((edge, i) => {
          const [from, to] = [at(edge.source), at(edge.target)];
          return <line key={i} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />;
        })}
        {graph.nodes.map((node) => (
          <NodeMark key={node.id} node={node} center={node.id === center} {...at(node.id)} />
        ))}
      </svg>
    </Picture>
  );
}
