// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { askText } from "../api";
import type { Document } from "../types";
import { documentPath } from "../shared/paths";

const FORMATS: [string, string][] = [
  ["txt", "Text"],
  ["ris", "RIS"],
  ["bib", "BibTeX"],
  ["csl", "CSL JSON"],
];

/** An id as the name of a file: ids of volumes have slashes. */
function fileName(id: string): string {
  return id.replace(/[^\w.-]+/g, "-");
}

export function Citation({ read }: { read: Document }): JSX.Element {
  const [said, setSaid] = useState("");
  const copy = (format: string, name: string): void => {
    askText(`${documentPath(read.id)}/citation?format=${format}`)
      .then((text) => navigator.clipboard.writeText(text))
      .then(
        () => setSaid(`${name} copied.`),
        () => setSaid("It could not be copied."),
      );
  };
  return (
    <section>
      <h2>Cite</h2>
      <p>
        {FORMATS.map(([format, name]) => (
          <button key={format} type="button" onClick={() => copy(format, name)}>
            Copy as {name}
          </button>
        ))}
      </p>
      <p>
        {FORMATS.filter(([format]) => format !== "txt").map(([format, name]) => (
          <a key={format} class="download" href={`${documentPath(read.id)}/citation.${format}`} download={`${fileName(read.id)}.${format}`}>
            {name} file
          </a>
        ))}
      </p>
      <p role="status">{said}</p>
    </section>
  );
}
