// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../api";
import { navigate, queryOf } from "../location";
import { count } from "../words";

export interface Suggestion {
  kind: string;
  text: string;
  label: string | null;
  count: number | null;
}

const WAIT_MS = 120;
const SUGGESTION_COUNT = 8;

/** The last word being typed, which is what is completed. */
function lastWord(text: string): string {
  return /[^\s()"]*$/.exec(text)?.[0] ?? "";
}

/** How a suggestion is written in a query. */
function written(suggestion: Suggestion): string {
  const quoted = /\s/.test(suggestion.text) ? `"${suggestion.text}"` : suggestion.text;
  const fields: Record<string, string> = { person: "person:", organization: "org:", tag: "tag:", station: "station:", document: "id:" };
  return (fields[suggestion.kind] ?? "") + quoted;
}

function useSuggestions(word: string, open: boolean): Suggestion[] {
  const [found, setFound] = useState<Suggestion[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    if (!open || word.length < 2) {
      setFound([]);
      return undefined;
    }
    const timer = window.setTimeout(() => {
      ask<{ items: Suggestion[] }>(`/v1/suggest?prefix=${encodeURIComponent(word)}&limit=${SUGGESTION_COUNT}`, stop.signal).then(
        (answer) => setFound(answer.items),
        () => setFound([]),
      );
    }, WAIT_MS);
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [word, open]);
  return found;
}

export function SearchBox({ parameters }: { parameters: URLSearchParams }): JSX.Element {
  const [text, setText] = useState(parameters.get("q") ?? "");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(lastWord(text), open);
  const shown = open && suggestions.length > 0;

  const search = (query: string): void => {
    setOpen(false);
    const next = new URLSearchParams(parameters);
    next.delete("offset");
    next.delete("sort");
    next.set("q", query.trim());
    navigate(`/${queryOf(next)}`);
  };
  const choose = (suggestion: Suggestion): void => {
    if (suggestion.kind === "document") {
      navigate(`/read/${encodeURIComponent(suggestion.text)}`);
      return;
    }
    search(text.slice(0, text.length - lastWord(text).length) + written(suggestion));
  };
  const onKey = (event: KeyboardEvent): void => {
    const picked = suggestions[active];
    if (event.key === "Escape") {
      if (shown) {
        event.preventDefault();
        setOpen(false);
      } else {
        input.current?.blur();
      }
    } else if (shown && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + step + suggestions.length + (active < 0 && step < 0 ? 1 : 0)) % suggestions.length);
    } else if (event.key === "Enter" && shown && picked) {
      event.preventDefault();
      choose(picked);
    }
  };
  return (
    <form
      role="search"
      class="box"
      action="/"
      onSubmit={(event) => {
        event.preventDefault();
        search(text);
      }}
    >
      <label for="q">Words, “phrases”, or fields such as from:oslo</label>
      <div class="row">
        <input
          ref={input}
          id="q"
          name="q"
          type="text"
          value={text}
          autocomplete="off"
          spellcheck={false}
          role="combobox"
          aria-expanded={shown}
          aria-controls="suggestions"
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? `suggestion-${active}` : undefined}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setOpen(true);
            setActive(-1);
          }}
          onKeyDown={onKey}
          onBlur={() => setOpen(false)}
        />
        <button type="submit">Search</button>
      </div>
      <ul id="suggestions" role="listbox" aria-label="Suggestions" hidden={!shown}>
        {suggestions.map((suggestion, i) => (
          <li
            key={`${suggestion.kind} ${suggestion.text}`}
            id={`suggestion-${i}`}
            role="option"
            aria-selected={i === active}
            // The box must keep the focus, or the list closes before the click arrives.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(suggestion)}
          >
            <span>{suggestion.text}</span>
            <small>
              {suggestion.kind}
              {suggestion.label ? `: ${suggestion.label}` : ""}
              {suggestion.count === null ? "" : `, ${count(suggestion.count, "document")}`}
            </small>
          </li>
        ))}
      </ul>
    </form>
  );
}
