// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { queryOf } from "../location";
import type { SearchAnswer } from "../types";

export function Pager({ answer, parameters }: { answer: SearchAnswer; parameters: URLSearchParams }): JSX.Element | null {
  const { offset, limit } = answer.page;
  const at = (place: number): string => {
    const next = new URLSearchParams(parameters);
    next.set("offset", place > 0 ? String(place) : "");
    return `/${queryOf(next)}`;
  };
  const more = offset + answer.items.length < answer.total;
  if (offset === 0 && !more) {
    return null;
  }
  return (
    <nav class="pager" aria-label="Pages">
      {offset > 0 && (
        <a rel="prev" href={at(Math.max(0, offset - limit))}>
          ← Earlier results
        </a>
      )}
      {more && (
        <a rel="next" href={at(offset + limit)}>
          More results →
        </a>
      )}
    </nav>
  );
}
