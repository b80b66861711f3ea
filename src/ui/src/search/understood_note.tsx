// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import type { Understood } from "../types";

/** What the question was taken to mean, and what was mended in it. */
export function UnderstoodNote({ query }: { query: Understood }): JSX.Element | null {
  if (!query.q) {
    return null;
  }
  return (
    <div class="understood">
      <p>
        Understood as <code>{query.understood}</code>
      </p>
      {query.repairs.length > 0 && (
        <ul>
          {query.repairs.map((repair, i) => (
            <li key={i}>{repair.detail}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
