// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useAnswer } from "../api";
import { ProblemNote } from "../shared/problem_note";
import { documentPath, readHref } from "../shared/paths";
import { count } from "../words";
import type { Edge, Node } from "./graph_layout";
import { Network } from "./network";
import { ToldGraph } from "./told_graph";

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

const DEPTH = 2;
/** How many documents around this one the second graph is of. */
const TOLD_DOCUMENTS = 40;

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
      <h1>Who cites and tells whom around {id}</h1>
      <p>
        <a href={readHref(id)}>Read it</a>
      </p>
      {problem && <ProblemNote problem={problem} />}
      {graph && graph.edges.length === 0 && <p>Nothing leads from here or to here.</p>}
      {data?.truncated && <p>There is more than can be shown; these are the nearest.</p>}
      {graph && graph.edges.length > 0 && (
        <Network
          title={`${graph.nodes.length} documents, ${count(graph.edges.length, "reference")}`}
          columns={["From", "To", "As printed"]}
          nodes={graph.nodes.map((node) => ({ ...node, label: node.id, href: node.held ? readHref(node.id) : null }))}
          edges={graph.edges}
          rows={graph.edges.map((edge) => [edge.source, edge.target, edge.raw])}
          center={id}
        />
      )}
      {graph && <ToldGraph ids={[id, ...graph.nodes.filter((node) => node.held && node.id !== id).map((node) => node.id)].slice(0, TOLD_DOCUMENTS)} />}
    </>
  );
}
