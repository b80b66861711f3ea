// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { navigate, queryOf } from "../location";

const ORDERS: [string, string][] = [
  ["relevance", "Best match first"],
  ["-date", "Newest first"],
  ["date", "Oldest first"],
  ["title", "By title"],
  ["id", "By number"],
  ["length", "Shortest first"],
];

export function SortChoice({ parameters }: { parameters: URLSearchParams }): JSX.Element {
  const asked = parameters.get("sort") ?? (parameters.get("q") ? "relevance" : "-date");
  return (
    <label class="sort">
      Order{" "}
      <select
        value={asked}
        onChange={(event) => {
          const next = new URLSearchParams(parameters);
          next.set("sort", event.currentTarget.value);
          next.delete("offset");
          navigate(`/${queryOf(next)}`);
        }}
      >
        {ORDERS.filter(([value]) => value !== "relevance" || parameters.get("q")).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
