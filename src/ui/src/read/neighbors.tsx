// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useAnswer } from "../api";
import { documentPath, readHref } from "../shared/paths";
import type { Document, SearchAnswer } from "../types";
import { dateWords } from "../words";

/** As many as a station sends on one day, at most; the document itself is among them. */
const DAY_COUNT = 100;

/** The document before or after this one from the same station. */
function Step({ read, forward }: { read: Document; forward: boolean }): JSX.Element | null {
  const day = read.date?.value?.slice(0, 10);
  const station = read.cable?.station;
  const range = forward ? `${day}..` : `..${day}`;
  const path = `/v1/documents?station=${encodeURIComponent(station ?? "")}&date=${range}&sort=${forward ? "date" : "-date"}&limit=${DAY_COUNT}`;
  const { data } = useAnswer<SearchAnswer>(day && station ? path : null);
  const own = data?.items.findIndex((item) => item.id === read.id) ?? -1;
  const next = own >= 0 ? data?.items[own + 1] : undefined;
  return next ? (
    <li>
      <a rel={forward ? "next" : "prev"} href={readHref(next.id)}>
        {forward ? "Next" : "Previous"} from {station}: {next.title ?? next.id}
      </a>
      <span class="meaning"> {dateWords(next.date)}</span>
    </li>
  ) : null;
}

/** As many reasons as a reader takes in. */
const REASON_COUNT = 6;

interface Similar {
  items: { id: string; title: string | null; reasons: { kind: string; text: string; label: string | null }[] }[];
}

function SimilarList({ read }: { read: Document }): JSX.Element | null {
  const { data } = useAnswer<Similar>(`${documentPath(read.id)}/similar?limit=5`);
  if (!data || data.items.length === 0) {
    return null;
  }
  return (
    <>
      <h3>Similar</h3>
      <ul class="plain">
        {data.items.map((item) => (
          <li key={item.id}>
            <a href={readHref(item.id)}>{item.title ?? item.id}</a>
            <span class="meaning"> {item.reasons.slice(0, REASON_COUNT).map((reason) => reason.label ?? reason.text).join(", ")}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Copies {
  items: { id: string; title: string | null; same: boolean; similarity: number }[];
}

function CopyList({ read }: { read: Document }): JSX.Element | null {
  const { data } = useAnswer<Copies>(`${documentPath(read.id)}/duplicates`);
  if (!data || data.items.length === 0) {
    return null;
  }
  return (
    <>
      <h3 id="copies">Copies</h3>
      <ul class="plain">
        {data.items.map((item) => (
          <li key={item.id}>
            <a href={readHref(item.id)}>{item.title ?? item.id}</a>{" "}
            <span class="meaning">
              {item.id}, {item.same ? "the same words" : `${Math.floor(item.similarity * 100)} % the same`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Neighbors({ read }: { read: Document }): JSX.Element {
  return (
    <section>
      <h2>Nearby</h2>
      <ul class="plain">
        <Step read={read} forward={false} />
        <Step read={read} forward={true} />
      </ul>
      <CopyList read={read} />
      <SimilarList read={read} />
    </section>
  );
}
