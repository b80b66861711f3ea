// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useAnswer } from "../api";
import { count } from "../words";
import { Network } from "./network";

interface Distribution {
  nodes: { id: string; label: string | null; weight: number }[];
  edges: { source: string; target: string; weight: number }[];
}

/** More makes a picture that nobody can read. */
const NODES = 60;
const EDGES = 200;

/** Who told whom: senders and addressees of these documents. */
export function ToldGraph({ ids }: { ids: string[] }): JSX.Element | null {
  const asked = new URLSearchParams({ nodes: String(NODES), edges: String(EDGES) });
  for (const id of ids) {
    asked.append("id", id);
  }
  const { data } = useAnswer<Distribution>(`/v1/graph/distribution?${asked}`);
  if (!data || data.edges.length === 0) {
    return null;
  }
  const label = new Map(data.nodes.map((node) => [node.id, node.label ?? node.id]));
  const words = (id: string): string => label.get(id) ?? id;
  return (
    <Network
      title={`Who told whom, in ${count(ids.length, "document")}`}
      columns={["From", "To", "Documents"]}
      nodes={data.nodes.map((node) => ({ id: node.id, label: words(node.id), held: true, href: null }))}
      edges={data.edges.map((edge) => ({ source: edge.source, target: edge.target, raw: String(edge.weight) }))}
      rows={data.edges.map((edge) => [words(edge.source), words(edge.target), edge.weight])}
      center={null}
    />
  );
}
