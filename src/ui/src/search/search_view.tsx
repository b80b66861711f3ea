// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useAnswer } from "../api";
import { queryOf } from "../location";
import { Exports } from "../shared/exports";
import { ProblemNote } from "../shared/problem_note";
import type { SearchAnswer } from "../types";
import { count } from "../words";
import { CollapseChoice } from "./collapse_choice";
import { FacetList, LateFacet, VALUE_COUNT } from "./facet_list";
import { Pager } from "./pager";
import { ResultList } from "./result_list";
import { SearchBox } from "./search_box";
import { SortChoice } from "./sort_choice";
import { Timeline } from "./timeline";
import { UnderstoodNote } from "./understood_note";

export const FACETS = ["kind", "station", "classification", "tag", "country"];
/** Asked for by themselves, once there are results: they have many values. */
const LATE_FACETS = ["person", "org", "place"];
const PAGE_COUNT = 20;

/** The question for the API: the page's own parameters, and what the page always asks. */
function searchPath(parameters: URLSearchParams): string {
  const asked = new URLSearchParams(parameters);
  asked.set("facets", FACETS.map((field) => `${field}:${VALUE_COUNT}`).join(","));
  asked.set("limit", String(PAGE_COUNT));
  return `/v1/search${queryOf(asked)}`;
}

/** All of the results, not the page of them. */
function exportQuery(parameters: URLSearchParams): string {
  const asked = new URLSearchParams(parameters);
  asked.delete("offset");
  return queryOf(asked);
}

function Total({ answer, loading }: { answer: SearchAnswer | null; loading: boolean }): JSX.Element {
  const { total = 0, items = [], page } = answer ?? {};
  const from = (page?.offset ?? 0) + 1;
  const shown = items.length > 0 && total > items.length ? `, ${from} to ${from + items.length - 1} shown` : "";
  return (
    <p role="status" class="total" aria-busy={loading}>
      {answer ? `${count(total, "document")}${shown}` : "Searching…"}
    </p>
  );
}

export function SearchView({ parameters }: { parameters: URLSearchParams }): JSX.Element {
  const { data, problem, loading } = useAnswer<SearchAnswer>(searchPath(parameters));
  const q = parameters.get("q") ?? "";
  useEffect(() => {
    document.title = q ? `${q} – Chancery` : "Chancery";
  }, [q]);
  return (
    <div class="search">
      <h1 class={q ? "hidden" : undefined}>Search the documents</h1>
      <SearchBox key={q} parameters={parameters} />
      {problem && <ProblemNote problem={problem} />}
      {data && <UnderstoodNote query={data.query} />}
      <div class="columns">
        <aside aria-label="Narrow the results">
          <Timeline parameters={parameters} />
          {data?.facets && <FacetList facets={data.facets} parameters={parameters} />}
          {data && LATE_FACETS.map((field) => <LateFacet key={field} field={field} parameters={parameters} />)}
        </aside>
        <section aria-label="Results">
          <div class="bar">
            <Total answer={data} loading={loading} />
            <CollapseChoice parameters={parameters} />
            <SortChoice parameters={parameters} />
          </div>
          {data && <ResultList items={data.items} q={q} />}
          {data && data.total === 0 && !loading && <NothingFound q={q} />}
          {data && <Pager answer={data} parameters={parameters} />}
          {data && data.total > 0 && (
            <details>
              <summary>Take these away</summary>
              <Exports query={exportQuery(parameters)} name="search" />
            </details>
          )}
        </section>
      </div>
    </div>
  );
}

function NothingFound({ q }: { q: string }): JSX.Element {
  return (
    <div class="note">
      <p>Nothing matches. What may help:</p>
      <ul>
        <li>Take a filter away, on the left.</li>
        {/\s/.test(q) && (
          <li>
            <a href={`/?q=${encodeURIComponent(q.split(/\s+/).join(" OR "))}`}>Any of these words</a> rather than all.
          </li>
        )}
        <li>
          A word you are not sure of takes a tilde: <code>Vershbo~</code>; its beginning a star: <code>cooperat*</code>.
        </li>
      </ul>
    </div>
  );
}
