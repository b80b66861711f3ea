// SPDX-License-Identifier: Apache-2.0
// The search of Meilisearch, asked by the client library that InstantSearch pages use.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import { serveSamples, uiPackages } from "./served.mjs";

const require = createRequire(uiPackages);
const { instantMeiliSearch } = require("@meilisearch/instant-meilisearch");

let server;
let client;

before(async () => {
  server = await serveSamples();
  client = instantMeiliSearch(server.url, "").searchClient;
});

after(() => server?.stop());

async function search(params) {
  const { results } = await client.search([{ indexName: "documents", params }]);
  return results[0];
}

test("words are found as they are typed, and marked", async () => {
  const found = await search({ query: "lady ham", highlightPreTag: "[", highlightPostTag: "]" });
  assert.deepEqual(found.hits.map(({ objectID, id }) => objectID ?? id), ["08OSLO251"]);
  assert.match(found.hits[0]._highlightResult.text.value, /\[hammer\]/);
});

test("facets count what is left, and refinements narrow", async () => {
  const all = await search({ query: "", facets: ["kind"] });
  assert.deepEqual(all.facets.kind, { cable: 13, news: 6 });
  const news = await search({ query: "", facets: ["kind"], facetFilters: [["kind:news"]] });
  assert.equal(news.nbHits, 6);
});

test("pages follow one another without a gap", async () => {
  const ids = new Set();
  for (const page of [0, 1, 2]) {
    const { hits } = await search({ query: "", hitsPerPage: 8, page });
    hits.forEach(({ id }) => ids.add(id));
  }
  assert.equal(ids.size, 19);
});

async function post(path, body) {
  const response = await fetch(server.url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

test("filters are comparisons, joined by AND, or lists", async () => {
  const count = async (filter) => (await post("/indexes/documents/search", { filter })).body.estimatedTotalHits;
  assert.equal(await count('kind = cable AND station = "OSLO"'), 2);
  assert.equal(await count(["kind = cable", "station != OSLO"]), 11);
  assert.equal(await count("station IN [OSLO, 'HELSINKI']"), 4);
  assert.equal(await count([["station = OSLO", "kind = news"]]), 8);
});

test("what is not understood is refused as Meilisearch refuses", async () => {
  for (const filter of ["date > 5", "kind =", "kind = 'open", "= x", ["a", ["b", ["c"]]], 5]) {
    const { status, body } = await post("/indexes/documents/search", { filter });
    assert.equal(status, 400, JSON.stringify(filter));
    assert.equal(body.type, "invalid_request");
  }
  assert.equal((await post("/indexes/books/search", {})).status, 404);
  assert.equal((await post("/multi-search", { queries: {} })).status, 400);
});
