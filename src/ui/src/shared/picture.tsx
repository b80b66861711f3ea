// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";

interface PictureProps {
  title: string;
  columns: string[];
  rows: ComponentChildren[][];
  children: ComponentChildren;
}

/** A picture that can also be read as a table. */
export function Picture({ title, columns, rows, children }: PictureProps): JSX.Element {
  const [table, setTable] = useState(false);
  const id = useId();
  return (
    <figure class="picture">
      <figcaption>
        <span>{title}</span>
        <button type="button" aria-expanded={table} aria-controls={id} onClick={() => setTable(!table)}>
          {table ? "As a picture" : "As a table"}
        </button>
      </figcaption>
      <div id={id}>{table ? <Table title={title} columns={columns} rows={rows} /> : children}</div>
    </figure>
  );
}

export function Table({ title, columns, rows }: Omit<PictureProps, "children">): JSX.Element {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={title}>
      <table>
        <caption class="hidden">{title}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
