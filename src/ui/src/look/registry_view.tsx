// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../api";
import { navigate, queryOf } from "../location";
import { idPath } from "../shared/paths";
import { ProblemNote } from "../shared/problem_note";
import { count } from "../words";
import { RegistryEntry } from "./registry_entry";

/** The registries, and the filter of a search that each of their ids is a value of. */
export const REGISTRIES: Record<string, { name: string; filter: string }> = {
  people: { name: "People", filter: "person" },
  organizations: { name: "Organizations", filter: "org" },
  countries: { name: "Countries", filter: "country" },
  places: { name: "Places", filter: "place" },
  stations: { name: "Stations", filter: "station" },
  tags: { name: "TAGS", filter: "tag" },
};

interface Entry {
  id?: string;
  tag?: string;
  value?: string;
  name?: string | null;
  label?: string | null;
  count: number;
}

interface Registry {
  total: number;
  items: Entry[];
  page: { limit: number; offset: number; next: string | null; prev: string | null };
}

const PAGE_COUNT = 50;

export function entryId(entry: Entry): string {
  return entry.id ?? entry.tag ?? entry.value ?? "";
}

function Kinds({ current }: { current: string }): JSX.Element {
  return (
    <nav aria-label="Registries">
      <ul class="tabs">
        {Object.entries(REGISTRIES).map(([kind, { name }]) => (
          <li key={kind}>
            <a href={`/browse/${kind}`} aria-current={kind === current ? "page" : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function RegistryPages({ kind, data, parameters }: { kind: string; data: Registry; parameters: URLSearchParams }): JSX.Element {
  const at = (offset: number): string => {
    const next = new URLSearchParams(parameters);
    next.set("offset", offset > 0 ? String(offset) : "");
    return `/browse/${kind}${queryOf(next)}`;
  };
  const { offset, limit } = data.page;
  return (
    <nav class="pager" aria-label="Pages">
      {offset > 0 && <a href={at(Math.max(0, offset - limit))}>← Before</a>}
      {offset + data.items.length < data.total && <a href={at(offset + limit)}>More →</a>}
    </nav>
  );
}

function RegistryList({ kind, parameters }: { kind: string; parameters: URLSearchParams }): JSX.Element {
  const [prefix, setPrefix] = useState(parameters.get("prefix") ?? "");
  const asked = new URLSearchParams(parameters);
  asked.set("limit", String(PAGE_COUNT));
  const { data, problem } = useAnswer<Registry>(`/v1/${kind}${queryOf(asked)}`);
  const name = REGISTRIES[kind]?.name ?? kind;
  useEffect(() => {
    document.title = `${name} – Chancery`;
  }, [name]);
  return (
    <>
      <h1>{name}</h1>
      <Kinds current={kind} />
      <form
        class="row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          navigate(`/browse/${kind}${queryOf(new URLSearchParams({ prefix }))}`);
        }}
      >
        <label for="prefix">Beginning with</label>
        <input id="prefix" type="search" value={prefix} onInput={(event) => setPrefix(event.currentTarget.value)} />
        <button type="submit">Show</button>
      </form>
      {problem && <ProblemNote problem={problem} />}
      <p role="status">{data ? count(data.total, "entry", "entries") : "Looking…"}</p>
      <ul class="registry">
        {data?.items.map((entry) => {
          const id = entryId(entry);
          const title = entry.name ?? entry.label ?? id;
          return (
            <li key={id}>
              <a href={`/browse/${kind}/${idPath(id)}`}>{title}</a>
              {title !== id && <span class="id"> {id}</span>}
              <span class="count"> {entry.count.toLocaleString("en")}</span>
            </li>
          );
        })}
      </ul>
      {data && <RegistryPages kind={kind} data={data} parameters={parameters} />}
    </>
  );
}

export function RegistryView({ path, parameters }: { path: string; parameters: URLSearchParams }): JSX.Element {
  const [kind = "", ...rest] = path.split("/");
  const id = rest.join("/");
  if (id) {
    return <RegistryEntry kind={kind} id={id} />;
  }
  return <RegistryList kind={kind || "people"} parameters={parameters} />;
}
