// SPDX-License-Identifier: Apache-2.0
// Where in a paragraph's text something is to be lit up.
import type { Span } from "../types";

export interface Light {
  start: number;
  end: number;
  kind: string;
  title: string;
  href: string | null;
}

export interface Piece {
  text: string;
  light: Light | null;
}

/**
 * Where words printed at span of the document stand in the paragraph's text. Repairs move them a
 * little (page lines are cut out, lines joined), so the nearest place with the same words is taken.
 */
export function locate(text: string, words: string, expected: number): [number, number] | null {
  const pattern = words.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
  if (!pattern) {
    return null;
  }
  let best: [number, number] | null = null;
  for (const match of text.matchAll(new RegExp(pattern, "g"))) {
    const place: [number, number] = [match.index, match.index + match[0].length];
    if (!best || Math.abs(place[0] - expected) < Math.abs(best[0] - expected)) {
      best = place;
    }
  }
  return best;
}

/** The light of something said at span, in a paragraph that begins at paragraphSpan. */
export function lightAt(
  text: string,
  paragraphSpan: Span,
  found: { span: Span; text: string },
  light: Omit<Light, "start" | "end">,
): Light | null {
  const place = locate(text, found.text, found.span[0] - paragraphSpan[0]);
  return place && { ...light, start: place[0], end: place[1] };
}

/** The text in pieces. Of lights that overlap, the one that begins first, then the longer one, is kept. */
export function pieces(text: string, lights: Light[]): Piece[] {
  const sorted = [...lights].sort((a, b) => a.start - b.start || b.end - a.end);
  const out: Piece[] = [];
  let at = 0;
  for (const light of sorted) {
    if (light.start < at) {
      continue;
    }
    if (light.start > at) {
      out.push({ text: text.slice(at, light.start), light: null });
    }
    out.push({ text: text.slice(light.start, light.end), light });
    at = light.end;
  }
  if (at < text.length) {
    out.push({ text: text.slice(at), light: null });
  }
  return out;
}

/** Lights on every whole word of words, as a search found them. */
export function matchLights(text: string, words: Set<string>): Light[] {
  const out: Light[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)) {
    if (words.has(match[0].toLowerCase())) {
      out.push({ start: match.index, end: match.index + match[0].length, kind: "match", title: "", href: null });
    }
  }
  return out;
}
