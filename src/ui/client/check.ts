// SPDX-License-Identifier: Apache-2.0
// Compiled with the package and no part of it: what the reading room takes for answers is what the
// description promises, and what nobody may ask is refused by the types.
import type * as room from "../src/types.js";
import { connect, rows } from "./index.js";
import type { Answer, Operation } from "./index.js";

type Simple = string | number | boolean | undefined;
/** T without what may be absent: whether a thing may be null is a matter of its own. */
type Known<T> = T extends Simple ? T : T extends null ? never : T extends (infer I)[] ? Known<I>[] : { [K in keyof T]-?: Known<NonNullable<T[K]>> };

/** An answer of the API has all that the reading room looks at, in the types that it takes it for. */
function seen<Room>(_answer: Known<Room>): void {}
function known<T>(answer: T): Known<T> {
  return answer as Known<T>;
}

export async function check(): Promise<void> {
  const chancery = connect();
  seen<room.SearchAnswer>(known(await chancery.search({ query: { q: "lease", kind: ["cable"], facets: ["tag:5"] } })));
  seen<room.TimelineAnswer>(known(await chancery.getTimeline({ query: { by: "month" } })));
  seen<room.Facet>(known(await chancery.listFacetValues({ path: { field: "tag" } })));
  seen<room.Document>(known(await chancery.getDocument({ path: { id: "08OSLO251" } })));
  for await (const item of rows(chancery, "search", { query: { q: "lease" } })) {
    seen<room.Item>(known(item));
  }
  seen<string>(await chancery.getDocumentText({ path: { id: "08OSLO251" } }));
  seen<string>(known((await chancery.getFeed({ query: { q: "lease" } })).version));
  const answers: Answer<"batch"> = await chancery.batch({ body: { requests: [{ method: "GET", path: "/v1" }] } });
  seen<number>(answers.generation);
  // @ts-expect-error There is no such parameter.
  await chancery.search({ query: { clasification: "C" } });
  // @ts-expect-error A document has an id.
  await chancery.getDocument();
  // @ts-expect-error There is no such operation.
  seen<Operation>("eraseEverything");
}
