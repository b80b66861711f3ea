// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";

/** Names and what is known for each; what is not known is left out. */
export function Known({ rows }: { rows: [string, string | null][] }): JSX.Element {
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
