// SPDX-License-Identifier: Apache-2.0
// Where the nodes of a graph stand. Reckoned to the end before it is shown: nothing moves.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

export interface Node {
  id: string;
  held: boolean;
}

export interface Edge {
  source: string;
  target: string;
  raw: string;
}

const STEPS = 200;
const MARGIN = 60;
/** The room that the name beside a node takes. */
const LABEL = 230;

interface Placed {
  id: string;
  x?: number;
  y?: number;
}

export function layOut(nodes: Node[], edges: Edge[], width: number, height: number): Map<string, { x: number; y: number }> {
  const placed: Placed[] = nodes.map((node) => ({ id: node.id }));
  const ids = new Set(nodes.map((node) => node.id));
  const links = edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)).map(({ source, target }) => ({ source, target }));
  forceSimulation(placed)
    .force("link", forceLink<Placed, { source: string | Placed; target: string | Placed }>(links).id((node) => node.id).distance(90))
    .force("charge", forceManyBody().strength(-220))
    .force("center", forceCenter(width / 2, height / 2))
    .force("x", forceX(width / 2).strength(0.05))
    .force("y", forceY(height / 2).strength(0.08))
    .force("collide", forceCollide(18))
    .stop()
    .tick(STEPS);
  const across = spread(placed.map((node) => node.x ?? 0), MARGIN / 2, width - LABEL);
  const down = spread(placed.map((node) => node.y ?? 0), MARGIN / 2, height - MARGIN / 2);
  return new Map(placed.map((node, i) => [node.id, { x: across[i] ?? width / 2, y: down[i] ?? height / 2 }]));
}

/** The same order and proportions, over all the room there is. */
function spread(values: number[], least: number, most: number): number[] {
  const [from, to] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => (to > from ? least + ((value - from) / (to - from)) * (most - least) : (least + most) / 2));
}
