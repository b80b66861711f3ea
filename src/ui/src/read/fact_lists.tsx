// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { searchHref } from "../shared/paths";
import type { Document } from "../types";
import { dateWords } from "../words";

/** A link to the paragraph where something is said. */
function Where({ paragraph, read }: { paragraph: number | null; read: Document }): JSX.Element | null {
  const id = paragraph === null ? null : read.paragraphs[paragraph - 1]?.id;
  return id ? <a href={`#${id.slice(id.lastIndexOf("/") + 1)}`} aria-label={`Paragraph ${paragraph}`}>¶{paragraph}</a> : null;
}

interface Fact {
  words: string;
  detail: string;
  href: string | null;
  paragraph: number | null;
}

function facts(read: Document): [string, Fact[]][] {
  return [
    [
      "People",
      read.people.map((person) => ({
        words: person.name,
        detail: [person.role, person.affiliation, person.function].filter(Boolean).join(", "),
        href: searchHref("person", person.name),
        paragraph: person.mentions[0]?.paragraph ?? null,
      })),
    ],
    [
      "Organizations",
      read.organizations.map((entry) => ({
        words: entry.name,
        detail: [entry.acronym, entry.country].filter(Boolean).join(", "),
        href: searchHref("org", entry.name),
        paragraph: entry.mentions[0]?.paragraph ?? null,
      })),
    ],
    [
      "Events",
      read.events.map((event) => ({
        words: event.kind,
        detail: [event.status, dateWords(event.date), event.place, event.participants.join(", ")].filter(Boolean).join("; "),
        href: null,
        paragraph: event.paragraph,
      })),
    ],
    [
      "Who said what",
      read.statements.map((statement) => ({
        words: [statement.speaker, statement.cue].filter(Boolean).join(" "),
        detail: statement.text,
        href: null,
        paragraph: statement.paragraph,
      })),
    ],
    [
      "What was asked",
      read.action_requests.map((request) => ({
        words: [request.asker, "asks", request.addressee].filter(Boolean).join(" "),
        detail: [request.text, request.deadline].filter(Boolean).join("; "),
        href: null,
        paragraph: request.paragraph,
      })),
    ],
    [
      "Short for",
      read.acronyms.map((entry) => ({ words: entry.acronym, detail: entry.expansion, href: null, paragraph: null })),
    ],
  ];
}

export function FactLists({ read }: { read: Document }): JSX.Element {
  return (
    <>
      {facts(read)
        .filter(([, list]) => list.length > 0)
        .map(([name, list]) => (
          <section key={name}>
            <details open={list.length <= 8}>
              <summary>
                <h2>
                  {name} ({list.length})
                </h2>
              </summary>
              <ul class="plain">
                {list.map((fact, i) => (
                  <li key={i}>
                    {fact.href ? <a href={fact.href}>{fact.words}</a> : <strong>{fact.words}</strong>}
                    {fact.detail && <span class="meaning"> {fact.detail}</span>} <Where paragraph={fact.paragraph} read={read} />
                  </li>
                ))}
              </ul>
            </details>
          </section>
        ))}
    </>
  );
}
