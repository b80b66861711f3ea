// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useAnswer } from "../api";
import { Picture } from "../shared/picture";
import { ProblemNote } from "../shared/problem_note";
import { documentPath, readHref } from "../shared/paths";
import { layOut } from "./graph_layout";
import type { Edge, Node } from "./graph_layout";

interface Citation {
  document: string;
  id: string | null;
  raw: string;
  held: boolean;
}

interface Graph {
  nodes: Node[];
  edges: Edge[];
}

const WIDTH = 800;
const HEIGHT = 560;
const DEPTH = 2;

/** Who cites whom, each document once; what is cited without an id has no place in it. */
function graphOf(citations: Citation[]): Graph {
  const nodes = new Map<string, Node>();
  const edges: Edge[] = [];
  for (const { document, id, raw, held } of citations) {
    if (id) {
      nodes.set(document, { id: document, held: true });
      nodes.set(id, nodes.get(id) ?? { id, held });
      edges.push({ source: document, target: id, raw });
    }
  }
  return { nodes: [...nodes.values()], edges };
}

export function GraphView({ id }: { id: string }): JSX.Element {
  const path = `${documentPath(id)}/references?direction=both&depth=${DEPTH}`;
  const { data, problem } = useAnswer<{ items: Citation[]; truncated: boolean }>(path);
  useEffect(() => {
    document.title = `Around ${id} – Chancery`;
  }, [id]);
  const graph = data && graphOf(data.items);
  return (
    <>
      <h1>Who cites whom around {id}</h1>
      <p>
        <a href={readHref(id)}>Read it</a>
      </p>
      {problem && <ProblemNote problem={problem} />}
      {graph && graph.edges.length === 0 && <p>Nothing leads from here or to here.</p>}
      {data?.truncated && <p>There is more than can be shown; these are the nearest.</p>}
      {graph && graph.edges.length > 0 && <Network graph={graph} center={id} />}
    </>
  );
}

function nodeHref(node: Node): string | null {
  return node.held ? readHref(node.id) : null;
}

function NodeMark({ node, center, x, y }: { node: Node; center: boolean; x: number; y: number }): JSX.Element {
  const href = nodeHref(node);
  const mark = (
    <>
      <title>{node.held ? node.id : `${node.id}, not held`}</title>
      <circle cx={x} cy={y} r={center ? 9 : 6} class={center ? "center" : node.held ? undefined : "absent"} />
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
      rows={graph.edges.map((edge) => [edge.source, edge.target, edge.raw])}
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
