// SPDX-License-Identifier: Apache-2.0
// A thin client of Chancery. Every operation of its OpenAPI description is a method, with the types of
// its parameters and of its answer:
//
//     const chancery = connect("http://127.0.0.1:8470");
//     const found = await chancery.search({ query: { q: "cluster munitions", kind: ["cable"] } });
//     for await (const item of rows(chancery, "search", { query: { q: "lease" } })) { … }
import type { operations } from "./schema.js";
import { routes } from "./routes.js";

export type { components, operations, paths } from "./schema.js";

export type Operation = keyof typeof routes & keyof operations;

type Content<T> = T extends { content: infer C } ? C : never;
type JsonKind<C> = Extract<keyof C, `application/${string}+json`>;
type JsonOf<C> = C extends { "application/json": infer T } ? T : [JsonKind<C>] extends [never] ? string : C[JsonKind<C>];

/** What an operation answers. */
export type Answer<O extends Operation> = operations[O] extends { responses: { 200: infer R } } ? JsonOf<Content<R>> : never;

type Parameters<O extends Operation, In extends string> = operations[O] extends { parameters: { [name in In]?: infer P } } ? NonNullable<P> : never;
type Body<O extends Operation> = operations[O] extends { requestBody: { content: { "application/json": infer B } } } ? B : never;

/** What is asked: the parts of the path, the query, and the body of a POST. */
export type Asked<O extends Operation> = ([Parameters<O, "path">] extends [never] ? { path?: never } : { path: Parameters<O, "path"> }) & {
  query?: Parameters<O, "query">;
} & ([Body<O>] extends [never] ? { body?: never } : { body: Body<O> }) & { signal?: AbortSignal };

type Method<O extends Operation> = Record<never, never> extends Asked<O> ? (asked?: Asked<O>) => Promise<Answer<O>> : (asked: Asked<O>) => Promise<Answer<O>>;

export type Chancery = { [O in Operation]: Method<O> } & {
  /** The answer as it came, in any format the operation has. */
  fetch<O extends Operation>(operation: O, asked?: Loose, format?: string): Promise<Response>;
};

/** What is asked, when the types do not matter. */
export interface Loose {
  path?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
}

export interface Options {
  /** Sent as Authorization: Bearer, where the server asks for keys. */
  key?: string;
  fetch?: typeof fetch;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  instance: string;
}

/** A refusal, as RFC 9457 has it. */
export class ChanceryProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** A part of a path. Slashes stay: ids of volumes have them. */
function segment(value: unknown): string {
  return String(value).split("/").map(encodeURIComponent).join("/");
}

function queryOf(query: Record<string, unknown>): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) {
        pairs.append(name, String(one));
      }
    }
  }
  return pairs.size > 0 ? `?${pairs}` : "";
}

function urlOf(base: string, template: string, asked: Loose, format: string | undefined): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => segment(asked.path?.[name] ?? ""));
  return base.replace(/\/$/, "") + path + queryOf(format ? { ...asked.query, format } : (asked.query ?? {}));
}

/** The server at base. */
export function connect(base = "http://127.0.0.1:8470", options: Options = {}): Chancery {
  const send = options.fetch ?? fetch;
  const ask = async (operation: Operation, asked: Loose = {}, format?: string): Promise<Response> => {
    const [method, template] = routes[operation];
    const headers: Record<string, string> = options.key ? { Authorization: `Bearer ${options.key}` } : {};
    const init: RequestInit = { method, headers, ...(asked.signal ? { signal: asked.signal } : {}) };
    if (method === "POST") {
      headers["Content-Type"] = "application/json";
      init.body = JSON.stringify(asked.body ?? {});
    }
    const response = await send(urlOf(base, template, asked, format), init);
    if (!response.ok) {
      throw new ChanceryProblem((await response.json()) as Problem);
    }
    return response;
  };
  const answer = async (operation: Operation, asked?: Loose): Promise<unknown> => {
    const response = await ask(operation, asked);
    return /\bjson\b/.test(response.headers.get("content-type") ?? "") ? response.json() : response.text();
  };
  const methods = Object.keys(routes).map((operation) => [operation, (asked?: Loose) => answer(operation as Operation, asked)]);
  return { ...Object.fromEntries(methods), fetch: ask } as unknown as Chancery;
}

type Row<O extends Operation> = Answer<O> extends { items: (infer T)[] } ? T : never;

/** Every row of a list, however long it is, as it comes: the list is sent as lines of JSON. */
export async function* rows<O extends Operation>(chancery: Chancery, operation: O, asked: Asked<O>): AsyncGenerator<Row<O>> {
  const response = await chancery.fetch(operation, asked as Loose, "ndjson");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      yield JSON.parse(line) as Row<O>;
    }
  }
}
