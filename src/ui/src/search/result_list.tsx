// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { KeepButton } from "../kept/keep_button";
import { readHref } from "../shared/paths";
import type { Item, Passage, Segment } from "../types";
import { count, dateWords } from "../words";

export function Segments({ text }: { text: Segment[] }): JSX.Element {
  return (
    <>
      {text.map((segment, i) => (segment.match ? <mark key={i}>{segment.text}</mark> : segment.text))}
    </>
  );
}

function PassageLine({ passage }: { passage: Passage }): JSX.Element {
  return (
    <li>
      <a href={passage.href} aria-label={`Paragraph ${passage.number ?? ""}`}>
        {passage.number === null ? "¶" : `¶${passage.number}`}
      </a>
      {passage.mark && <span class="portion">({passage.mark})</span>} <Segments text={passage.text} />
    </li>
  );
}

function Result({ item, q }: { item: Item; q: string }): JSX.Element {
  return (
    <li class="result">
      <article>
        <h2>
          <a class="open" href={readHref(item.id, q)}>
            {item.title ?? item.id}
          </a>
        </h2>
        <p class="facts">
          <span class="id">{item.id}</span> <span>{dateWords(item.date)}</span>{" "}
          {item.classification && <span class="level">{item.classification}</span>} <span>{item.kind}</span>{" "}
          {(item.copies ?? 0) > 0 && (
            <a class="copies" href={`${readHref(item.id, q)}#copies`}>
              +{count(item.copies ?? 0, "copy", "copies")}
            </a>
          )}{" "}
          <KeepButton item={item} />
        </p>
        {item.passages && item.passages.length > 0 && (
          <ul class="passages">
            {item.passages.map((passage) => (
              <PassageLine key={passage.id} passage={passage} />
            ))}
          </ul>
        )}
      </article>
    </li>
  );
}

/** Up and down (or k and j) go from result to result, o opens, Escape goes back to the box. */
function useArrows(list: { current: HTMLOListElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as Element | null;
      if (event.ctrlKey || event.metaKey || event.altKey || target?.closest("input, select, textarea, [role=region]")) {
        return;
      }
      const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a.open") ?? [])];
      const current = document.activeElement?.closest("li.result")?.querySelector<HTMLAnchorElement>("a.open") ?? null;
      const place = current ? links.indexOf(current) : -1;
      const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
      if (step !== undefined && links.length > 0) {
        event.preventDefault();
        links[Math.min(links.length - 1, Math.max(0, place + step))]?.focus();
      } else if (event.key === "o" && current) {
        current.click();
      } else if (event.key === "Escape" && current) {
        document.getElementById("q")?.focus();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [list]);
}

export function ResultList({ items, q }: { items: Item[]; q: string }): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  useArrows(list);
  return (
    <ol class="results" ref={list}>
      {items.map((item) => (
        <Result key={item.id} item={item} q={q} />
      ))}
    </ol>
  );
}
