// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { ProblemNote } from "../shared/problem_note";
import { documentPath, readHref } from "../shared/paths";
import type { Document, Reference, SearchAnswer } from "../types";
import { count, dateWords } from "../words";

/** The document that is referred to, opened beside the text. */
function Beside({ id }: { id: string }): JSX.Element {
  const { data, problem } = useAnswer<Document>(documentPath(id));
  if (problem) {
    return <ProblemNote problem={problem} />;
  }
  return data ? (
    <blockquote class="beside">
      <p>
        <a href={readHref(data.id)}>{data.title ?? data.id}</a>, {dateWords(data.date)}
      </p>
      {data.paragraphs.slice(0, 6).map((paragraph) => (
        <p key={paragraph.id}>
          {paragraph.mark ? `(${paragraph.mark}) ` : ""}
          {paragraph.text}
        </p>
      ))}
    </blockquote>
  ) : (
    <p role="status">Opening…</p>
  );
}

/** What is known of a document that is not here. */
function Absent({ id }: { id: string }): JSX.Element {
  const { data } = useAnswer<{ total: number }>(`/v1/references?id=${encodeURIComponent(id)}&limit=0`);
  return (
    <p class="meaning">
      {id} is not among the documents loaded.{" "}
      {data && data.total > 0 && <a href={`/?q=${encodeURIComponent(`ref:"${id}"`)}`}>Cited {count(data.total, "time")} here</a>}
    </p>
  );
}

function ReferenceRow({ reference }: { reference: Reference }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <li>
      {reference.label && <strong>{reference.label}: </strong>}
      {reference.id ? (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {reference.raw}
        </button>
      ) : (
        <span>{reference.raw}</span>
      )}
      {!reference.held && <span class="meaning"> {reference.kind === "cable" ? "not held" : reference.kind}</span>}
      {open && reference.id && (reference.held ? <Beside id={reference.id} /> : <Absent id={reference.id} />)}
    </li>
  );
}

export function References({ read }: { read: Document }): JSX.Element | null {
  const citing = useAnswer<SearchAnswer>(`/v1/documents?ref=${encodeURIComponent(read.id)}&sort=date&limit=20`).data;
  if (read.references.length === 0 && !citing?.total) {
    return null;
  }
  return (
    <section>
      <h2>References</h2>
      <ul class="plain">
        {read.references.map((reference, i) => (
          <ReferenceRow key={i} reference={reference} />
        ))}
      </ul>
      {citing && citing.total > 0 && (
        <>
          <h3>Cited by {count(citing.total, "document")}</h3>
          <ul class="plain">
            {citing.items.map((item) => (
              <li key={item.id}>
                <a href={readHref(item.id)}>{item.id}</a> <span class="meaning">{item.title}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={`/graph/${encodeURIComponent(read.id)}`}>As a graph</a>
      </p>
    </section>
  );
}
