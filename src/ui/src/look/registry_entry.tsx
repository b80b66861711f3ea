// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useAnswer } from "../api";
import { ProblemNote } from "../shared/problem_note";
import { ResultList } from "../search/result_list";
import { Known } from "../shared/known";
import { idPath, readHref } from "../shared/paths";
import { Timeline } from "../search/timeline";
import type { SearchAnswer } from "../types";
import { count, dateWords } from "../words";
import type { PartialDate } from "../types";
import { REGISTRIES } from "./registry_view";

interface EntryAnswer {
  id: string;
  name?: string | null;
  label?: string | null;
  spellings?: (string | { text: string; count?: number })[];
  roles?: (string | { role: string; count?: number })[];
  acronym?: string | null;
  parent?: string | null;
  country?: string | null;
}

interface Statement {
  document: string;
  speaker: string | null;
  cue: string | null;
  text: string;
}

interface Meeting {
  document: string;
  kind: string;
  date: PartialDate | null;
  place: string | null;
  participants: string[];
}

function words(list: (string | { text?: string; role?: string })[] | undefined): string {
  return (list ?? []).map((entry) => (typeof entry === "string" ? entry : (entry.text ?? entry.role ?? ""))).join("; ");
}

function known(entry: EntryAnswer): [string, string | null][] {
  return [
    ["Also written", words(entry.spellings)],
    ["Named as", words(entry.roles)],
    ["Short form", entry.acronym ?? null],
    ["Part of", entry.parent ?? null],
    ["Country", entry.country ?? null],
  ];
}

function Statements({ filter }: { filter: string }): JSX.Element | null {
  const { data } = useAnswer<{ total: number; items: Statement[] }>(`/v1/statements?${filter}&limit=10`);
  return data && data.items.length > 0 ? (
    <section>
      <h2>Said ({data.total})</h2>
      <ul class="plain">
        {data.items.map((statement, i) => (
          <li key={i}>
            {statement.speaker} {statement.cue}: {statement.text} <a href={readHref(statement.document)}>{statement.document}</a>
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}

function Meetings({ filter }: { filter: string }): JSX.Element | null {
  const { data } = useAnswer<{ total: number; items: Meeting[] }>(`/v1/events?${filter}&limit=10`);
  return data && data.items.length > 0 ? (
    <section>
      <h2>Events ({data.total})</h2>
      <ul class="plain">
        {data.items.map((event, i) => (
          <li key={i}>
            {event.kind}, {dateWords(event.date)}
            {event.place ? `, ${event.place}` : ""}: {event.participants.join(", ")} <a href={readHref(event.document)}>{event.document}</a>
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}

export function RegistryEntry({ kind, id }: { kind: string; id: string }): JSX.Element {
  const path = idPath(id);
  const { data, problem } = useAnswer<EntryAnswer>(`/v1/${kind}/${path}`);
  const filter = REGISTRIES[kind]?.filter ?? "";
  const value = filter === "person" || filter === "org" || filter === "place" ? (data?.name ?? id) : id;
  const query = `${filter}=${encodeURIComponent(value)}`;
  const documents = useAnswer<SearchAnswer>(data ? `/v1/${kind}/${path}/documents?limit=20` : null);
  const name = data?.name ?? data?.label ?? id;
  useEffect(() => {
    document.title = `${name} – Chancery`;
  }, [name]);
  return (
    <>
      <p>
        <a href={`/browse/${kind}`}>{REGISTRIES[kind]?.name ?? kind}</a>
      </p>
      <h1>{name}</h1>
      {problem && <ProblemNote problem={problem} />}
      {data && <Known rows={known(data)} />}
      {data && <Timeline parameters={new URLSearchParams({ [filter]: value })} />}
      {(kind === "people" || kind === "organizations") && data && (
        <>
          <Statements filter={`speaker=${encodeURIComponent(value)}`} />
          <Meetings filter={query} />
        </>
      )}
      {documents.data && (
        <section>
          <h2>
            <a href={`/?${query}`}>{count(documents.data.total, "document")}</a>
          </h2>
          <ResultList items={documents.data.items} q="" />
        </section>
      )}
    </>
  );
}
