// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { Known } from "../shared/known";
import type { News } from "../types";

export function NewsHeader({ news }: { news: News }): JSX.Element {
  const rows: [string, string | null][] = [
    ["Publication", news.publication],
    ["By", news.byline ?? (news.authors.join(", ") || null)],
    ["Dateline", news.dateline?.raw ?? null],
    ["Source", news.source],
    ["Address", news.url],
  ];
  return <Known rows={rows} />;
}
