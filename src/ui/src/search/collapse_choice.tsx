// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { navigate, queryOf } from "../location";

/** Whether documents with the same text, or nearly so, are shown once. */
export function CollapseChoice({ parameters }: { parameters: URLSearchParams }): JSX.Element {
  const folded = parameters.get("collapse") === "duplicates";
  return (
    <label class="collapse">
      <input
        type="checkbox"
        checked={folded}
        onChange={() => {
          const next = new URLSearchParams(parameters);
          next.delete("offset");
          next.delete("collapse");
          if (!folded) {
            next.set("collapse", "duplicates");
          }
          navigate(`/${queryOf(next)}`, { keepScroll: true });
        }}
      />{" "}
      Show copies once
    </label>
  );
}
