// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";

const FORMATS: [string, string][] = [
  ["ris", "RIS"],
  ["bib", "BibTeX"],
  ["csl", "CSL JSON"],
  ["csv", "Table (CSV)"],
  ["ndjson", "JSON lines"],
  ["geojson", "Map (GeoJSON)"],
];

/** Everything that a search finds, to take away: as a bibliography, a table, a map, a feed. */
export function Exports({ query, name }: { query: string; name: string }): JSX.Element {
  return (
    <ul class="exports" aria-label="Take away">
      {FORMATS.map(([format, words]) => (
        <li key={format}>
          <a href={`/v1/search.${format}${query}`} download={`${name}.${format}`}>
            {words}
          </a>
        </li>
      ))}
      <li>
        <a href={`/v1/feed${query}`} type="application/atom+xml">
          Feed
        </a>
      </li>
    </ul>
  );
}
