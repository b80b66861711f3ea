// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useAnswer } from "../api";
import { KeepButton } from "../kept/keep_button";
import { documentPath } from "../shared/paths";
import { ProblemNote } from "../shared/problem_note";
import type { Document } from "../types";
import { dateWords } from "../words";
import { Banner } from "./banner";
import { CableHeader } from "./cable_header";
import { Citation } from "./citation";
import { FactLists } from "./fact_lists";
import { LightChoice } from "./light_choice";
import { Neighbors } from "./neighbors";
import { NewsHeader } from "./news_header";
import { Paragraphs } from "./paragraphs";
import { References } from "./references";

/** The words that a search found in this document. */
function useMatches(id: string, q: string): Set<string> {
  const path = `/v1/passages?id=${encodeURIComponent(id)}&limit=200&q=${encodeURIComponent(q)}`;
  const { data } = useAnswer<{ items: { text: { text: string; match?: boolean }[] }[] }>(q ? path : null);
  return useMemo(() => {
    const words = data?.items.flatMap((item) => item.text.filter((segment) => segment.match).map((segment) => segment.text)) ?? [];
    return new Set(words.flatMap((word) => word.toLowerCase().split(/\s+/)));
  }, [data]);
}

/** A link to a paragraph works once the paragraph is there. */
function useHashScroll(ready: boolean): void {
  useEffect(() => {
    const target = ready && window.location.hash ? document.getElementById(window.location.hash.slice(1)) : null;
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  }, [ready]);
}

function useBack(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !(event.target as Element | null)?.closest("input, select, textarea, dialog")) {
        window.history.back();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

export function ReadView({ id, parameters }: { id: string; parameters: URLSearchParams }): JSX.Element {
  const { data, problem, loading } = useAnswer<Document>(documentPath(id));
  const matches = useMatches(id, parameters.get("q") ?? "");
  useHashScroll(data !== null);
  useBack();
  useEffect(() => {
    document.title = `${data?.title ?? id} – Chancery`;
  }, [data, id]);
  if (problem) {
    return (
      <>
        <h1>{id}</h1>
        <ProblemNote problem={problem} />
      </>
    );
  }
  return data ? <Reading read={data} matches={matches} q={parameters.get("q") ?? ""} /> : <p role="status">{loading ? "Opening…" : ""}</p>;
}

function Reading({ read, matches, q }: { read: Document; matches: Set<string>; q: string }): JSX.Element {
  const [kinds, setKinds] = useState<Set<string>>(new Set());
  const classification = read.cable?.classification ?? null;
  return (
    <div class="reading">
      <article lang={read.language ?? undefined}>
        <Banner classification={classification} handling={read.cable?.handling ?? []} />
        <h1>{read.title ?? read.id}</h1>
        <p class="facts">
          <span class="id">{read.id}</span> <span>{dateWords(read.date)}</span> <KeepButton item={read} />{" "}
          {q && <a href={`/?q=${encodeURIComponent(q)}`}>Back to the results</a>}
        </p>
        {read.cable && <CableHeader cable={read.cable} offices={read.office_symbols} />}
        {read.news && <NewsHeader news={read.news} />}
        <LightChoice read={read} kinds={kinds} onChange={setKinds} />
        <Paragraphs read={read} kinds={kinds} matches={matches} />
        <Banner classification={classification} handling={read.cable?.handling ?? []} />
      </article>
      <aside aria-label="About this document">
        <References read={read} />
        <FactLists read={read} />
        <Neighbors read={read} />
        <Citation read={read} />
        <Source read={read} />
      </aside>
    </div>
  );
}

function Source({ read }: { read: Document }): JSX.Element {
  const path = documentPath(read.id);
  return (
    <section>
      <h2>Source</h2>
      <p>
        <code>{read.source.path}</code>
        {read.source.part ? `, part ${read.source.part}` : ""}, read as {read.source.format}. <a href={`${path}/source`}>As loaded</a> ·{" "}
        <a href={`${path}/text`}>Text</a> · <a href={path}>JSON</a> · <button type="button" onClick={() => window.print()}>Print</button>
      </p>
      {read.warnings.length > 0 && (
        <details>
          <summary>{read.warnings.length} repairs and doubts</summary>
          <ul>
            {read.warnings.map((warning, i) => (
              <li key={i}>{warning.detail}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
