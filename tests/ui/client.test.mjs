// SPDX-License-Identifier: Apache-2.0
// The package of the client, made for the program, against the program; and the page of tests/examples
// in a real browser. Run by: scripts/test ui
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { openBrowser, serveSamples, top } from "./served.mjs";

let server;
let client;
let folder;

before(async () => {
  server = await serveSamples();
  folder = mkdtempSync(path.join(tmpdir(), "chancery-client-"));
  execFileSync(path.join(top, "scripts/client"), [folder, process.env.CHANCERY], { stdio: "inherit" });
  client = await import(pathToFileURL(path.join(folder, "index.js")));
});

after(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("operations are methods, and rows come one by one", async () => {
  const chancery = client.connect(server.url);
  const found = await chancery.search({ query: { q: "grimsholm", kind: ["cable"], limit: 2 } });
  const ids = [];
  for await (const item of client.rows(chancery, "search", { query: { q: "grimsholm", kind: ["cable"], fields: ["id"] } })) {
    ids.push(item.id);
  }
  assert.equal(ids.length, found.total);
  assert.deepEqual(ids.slice(0, 2), found.items.map((item) => item.id));
  assert.equal((await chancery.getDocument({ path: { id: "08OSLO251" } })).cable.station, "OSLO");
  assert.match(await chancery.getDocumentText({ path: { id: "08OSLO251" } }), /hammer/);
  const batch = await chancery.batch({ body: { requests: [{ path: "/v1/search?q=hammer&limit=0" }] } });
  assert.equal(batch.responses[0].body.total, 1);
  assert.match(await (await chancery.fetch("search", { query: { q: "hammer" } }, "ris")).text(), /^TY {2}- RPRT/);
});

test("a refusal is thrown with its problem", async () => {
  const chancery = client.connect(server.url);
  await assert.rejects(chancery.search({ query: { clasification: "C" } }), (error) => {
    assert.ok(error instanceof client.ChanceryProblem);
    assert.equal(error.problem.errors[0].did_you_mean, "classification");
    return true;
  });
});

test("the page of 25 lines searches from a server of its own", async () => {
  const page = readFileSync(path.join(top, "tests/examples/search.html"));
  const elsewhere = createServer((_, response) => response.setHeader("Content-Type", "text/html").end(page));
  await new Promise((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  const browser = await openBrowser();
  try {
    const view = await browser.newPage();
    await view.goto(`http://127.0.0.1:${elsewhere.address().port}/?server=${server.url}`);
    await view.getByRole("searchbox").fill("not with a hammer");
    await view.keyboard.press("Enter");
    await view.getByText("1 documents").waitFor();
    assert.match(await view.locator("li a").getAttribute("href"), /\/read\/08OSLO251$/);
    assert.ok((await view.locator("li mark").count()) > 0);
  } finally {
    await browser.close();
    elsewhere.close();
  }
});
