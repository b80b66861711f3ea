// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import type { News } from "../types";

export function NewsHeader({ news }: { news: News }): JSX.Element {
  const rows: [string, string | null][] = [
    ["Publication", news.publication],
    ["By", news.byline ?? (news.authors.join(", ") || null)],
    ["Dateline", news.dateline?.raw ?? null],
    ["Source", news.source],
    ["Address", news.url],
  ];
  return (
    <dl class="header">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div class="row" key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
