// SPDX-License-Identifier: Apache-2.0
// The reading room in a real browser, over the samples. Run by: scripts/test ui
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder, openBrowser, openPage, serveSamples } from "./served.mjs";

const VIEWS = [
  "/",
  "/?q=commission+norway",
  "/?q=%22not+with+a+hammer",
  "/?q=zzzz",
  "/read/08OSLO251?q=norway",
  "/read/08STATE49203",
  "/browse",
  "/browse/stations",
  "/browse/tags",
  "/browse/tags/EFIS",
  "/browse/countries",
  "/map",
  "/gaps?station=OSLO",
  "/graph/08OSLO251",
  "/kept",
  "/loaded",
];
const SCRIPT_BYTES_MAX = 150 * 1024;

let server;
let browser;

before(async () => {
  server = await serveSamples();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Open path, run steps, and let no fault of the page pass. */
async function on(path, steps, options) {
  const opened = await openPage(browser, server.url, options);
  try {
    await opened.page.goto(server.url + path, { waitUntil: "networkidle" });
    await steps(opened.page);
    assert.deepEqual(opened.faults, [], `faults on ${path}`);
  } finally {
    await opened.close();
  }
}

const total = (page) => page.locator(".total").textContent();

for (const path of VIEWS) {
  test(`${path} has one heading, no fault, and nothing that axe calls serious`, () =>
    on(path, async (page) => {
      assert.equal(await page.locator("h1").count(), 1);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    }));

  test(`${path} does not scroll sideways at 320 pixels`, () =>
    on(
      path,
      async (page) => {
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 320, `${width} pixels wide`);
      },
      { viewport: { width: 320, height: 640 } },
    ));
}

test("in the dark, contrast holds", () =>
  on(
    "/read/08OSLO251?q=norway",
    async (page) => {
      for (const box of await page.locator(".lights input").all()) {
        await box.check();
      }
      const { violations } = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
      assert.deepEqual(violations.map(({ nodes }) => nodes.map(({ html }) => html)), []);
    },
    { colorScheme: "dark" },
  ));

test("a search is said in the URL, and Back takes it back", () =>
  on("/", async (page) => {
    assert.match(await total(page), /^19 documents/);
    await page.getByRole("combobox", { name: /Words/ }).fill("lady dance hammer");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?q=lady\+dance\+hammer$/);
    await page.getByText("1 document", { exact: true }).waitFor();
    assert.equal(await page.locator(".result mark").first().textContent(), "lady");
    await page.goBack();
    await page.getByText(/^19 documents/).waitFor();
  }));

test("what was understood and mended is said", () =>
  on("/?q=%22not+with+a+hammer", async (page) => {
    await page.getByText("Understood as").waitFor();
    await page.getByText("The quotation was never closed").waitFor();
  }));

test("the keyboard alone finds, opens and leaves a document", () =>
  on("/?q=norway", async (page) => {
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const title = await page.evaluate(() => document.activeElement.textContent);
    assert.equal(title, await page.locator("a.open").nth(1).textContent());
    await page.keyboard.press("o");
    await page.waitForURL(/\/read\//);
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/\?q=norway$/);
  }));

test("a facet narrows, leaves out, and is taken away", () =>
  on("/", async (page) => {
    await page.getByRole("checkbox", { name: /^news/ }).check();
    await page.waitForURL(/kind=news/);
    await page.getByText("6 documents", { exact: true }).waitFor();
    await page.getByRole("button", { name: /kind: news/ }).click();
    await page.getByText(/^19 documents/).waitFor();
    await page.getByRole("button", { name: "Leave out news" }).click();
    await page.waitForURL(/-kind=news/);
    await page.getByText("13 documents", { exact: true }).waitFor();
  }));

test("people and organizations are counted, left out, and found by name", () =>
  on("/", async (page) => {
    const people = page.getByRole("group", { name: "Person", exact: true });
    await people.getByRole("checkbox").first().waitFor();
    const [found] = (await (await fetch(`${server.url}/v1/facets/person?limit=1`)).json()).values;
    assert.equal(await people.locator(".count").first().textContent(), String(found.count));
    await people.getByRole("searchbox").fill("achterb");
    await people.getByRole("checkbox", { name: /Rosalind Achterberg/ }).check();
    await page.waitForURL(/person=Rosalind\+Achterberg/);
    await page.getByText("2 documents", { exact: true }).waitFor();
    await page.getByRole("button", { name: /person: Rosalind Achterberg/ }).click();
    await page.getByText(/^19 documents/).waitFor();
    const body = page.getByRole("group", { name: "Organization", exact: true });
    await body.getByRole("button", { name: /^Leave out/ }).first().click();
    await page.waitForURL(/-org=/);
  }));

test("copies are shown once when that is asked for", () =>
  on("/?q=grimsholm", async (page) => {
    await page.getByRole("checkbox", { name: "Show copies once" }).check();
    await page.waitForURL(/collapse=duplicates/);
    await page.locator(".result").first().waitFor();
    await page.goBack();
    assert.equal(await page.getByRole("checkbox", { name: "Show copies once" }).isChecked(), false);
  }));

test("a result says how many copies stand behind it, and leads to them", async () => {
  const release = [
    "For Immediate Release",
    "",
    "OSLO, March 5, 2007 -- The harbor office said on Monday that the ferry to Quillhaven would sail again in spring.",
    "",
    "Its new engine was built in Bergen, tried on the fjord for six weeks, and found quiet enough for the seals.",
    "",
  ].join("\n");
  // The same bytes would be one document; the same words in other lines are two.
  const again = release.replace(" sail again", "\nsail again");
  const own = await serveSamples({ "ferry.txt": release, "ferry-again.txt": again });
  const { page, faults, close } = await openPage(browser, own.url);
  try {
    await page.goto(`${own.url}/?q=quillhaven`, { waitUntil: "networkidle" });
    assert.equal(await page.locator(".result").count(), 2);
    assert.equal(await page.locator(".copies").count(), 0);
    await page.getByRole("checkbox", { name: "Show copies once" }).check();
    const link = page.getByRole("link", { name: "+1 copy", exact: true });
    await link.waitFor();
    assert.equal(await page.locator(".result").count(), 1);
    await link.click();
    await page.getByRole("heading", { name: "Copies", exact: true }).waitFor();
    assert.match(await page.locator("#copies + ul").textContent(), /the same words/);
    assert.deepEqual(faults, []);
  } finally {
    await close();
    await own.stop();
  }
});

test("results are taken away whole, in every format", () =>
  on("/?q=grimsholm&offset=5", async (page) => {
    await page.getByText("Take these away").click();
    const links = await page.getByRole("list", { name: "Take away" }).getByRole("link").all();
    assert.equal(links.length, 7);
    for (const link of links) {
      const response = await fetch(server.url + (await link.getAttribute("href")));
      assert.equal(response.status, 200);
      assert.match(await response.text(), /grimsholm/i);
    }
  }));

test("who told whom is drawn beside who cites whom, and told as a table", () =>
  on("/graph/08OSLO251", async (page) => {
    const told = page.locator("figure", { hasText: "Who told whom" });
    await told.locator("circle").first().waitFor();
    await told.getByRole("button", { name: "As a table" }).click();
    const asked = await (await fetch(`${server.url}/v1/graph/distribution?id=08OSLO251`)).json();
    const from = asked.nodes.find(({ id }) => id === asked.edges[0].source);
    await told.getByRole("cell", { name: from.label ?? from.id }).first().waitFor();
  }));

test("people's pages tell what they said and whom they met", () =>
  on("/browse/people", async (page) => {
    const { items } = await (await fetch(`${server.url}/v1/statements?limit=1000`)).json();
    const people = (await (await fetch(`${server.url}/v1/people?limit=1000`)).json()).items;
    const speaker = people.find(({ name }) => items.some((row) => row.speaker === name));
    await page.goto(`${server.url}/browse/people/${speaker.id}`);
    await page.getByRole("heading", { name: /^Said \(/ }).waitFor();
  }));

test("a bar of the timeline narrows to its month", () =>
  on("/?kind=cable&date=2008", async (page) => {
    await page.getByRole("link", { name: /^May 2008: / }).click();
    await page.waitForURL(/date=2008-05-01\.\.2008-05-31/);
  }));

test("a document is explained: marks, tags, precedence, and damage where it stands", () =>
  on("/read/08OSLO251", async (page) => {
    assert.equal(await page.locator(".banner").first().textContent(), "CONFIDENTIAL");
    await page.getByText("Priority: before routine").waitFor();
    await page.getByText("Commercial Fishing and Fish Processing", { exact: true }).waitFor();
    assert.equal(await page.locator("#p4 .portion").getAttribute("title"), "Sensitive but unclassified");
    assert.equal(await page.locator("#p6 .voice").textContent(), "Comment");
    await page.locator("#p1 .damage").waitFor();
    await page.getByRole("checkbox", { name: /^countries/ }).check();
    assert.equal(await page.locator("#p1 mark.countries").first().textContent(), "Norway");
  }));

test("a reference opens beside the text, and who cites it is listed", () =>
  on("/read/08OSLO251", async (page) => {
    await page.getByRole("button", { name: "STATE 49203" }).click();
    await page.locator(".beside a").waitFor();
    await page.getByText("Cited by 4 documents").waitFor();
    await page.getByRole("link", { name: /^Next from OSLO/ }).waitFor();
  }));

test("what is kept stays kept", () =>
  on("/read/08OSLO251", async (page) => {
    await page.getByRole("button", { name: /^Keep/ }).click();
    await page.reload();
    await page.getByRole("link", { name: "Reading list (1)" }).click();
    await page.getByRole("link", { name: /NORWAY ON THE GRIMSHOLM SEAT/ }).waitFor();
    assert.match(await page.getByRole("link", { name: "As a search" }).getAttribute("href"), /id=08OSLO251/);
    for (const link of await page.locator("main a[download]").all()) {
      assert.equal((await fetch(server.url + (await link.getAttribute("href")))).status, 200);
    }
  }));

test("a citation is a file too", () =>
  on("/read/08OSLO251", async (page) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "BibTeX file" }).click()]);
    assert.equal(download.suggestedFilename(), "08OSLO251.bib");
  }));

test("browsers find the search and the feed", () =>
  on("/", async (page) => {
    for (const kind of ["search", "alternate"]) {
      assert.equal((await fetch(server.url + (await page.locator(`link[rel=${kind}]`).getAttribute("href")))).status, 200);
    }
  }));

test("the map shows places too", () =>
  on("/map", async (page) => {
    await page.getByRole("radio", { name: "Places named" }).check();
    await page.getByRole("link", { name: /^Helsinki: 11 documents/ }).waitFor();
  }));

test("a picture can be read as a table", () =>
  on("/map", async (page) => {
    await page.getByRole("button", { name: "As a table" }).click();
    await page.getByRole("cell", { name: "Embassy Oslo" }).waitFor();
  }));

test("a document that is not there says so", async () => {
  const { page, close } = await openPage(browser, server.url);
  await page.goto(`${server.url}/read/08OSLO99999`);
  await page.getByRole("alert").waitFor();
  await close();
});

test("the first view brings less script than its limit", async () => {
  const { page, close } = await openPage(browser, server.url);
  let bytes = 0;
  page.on("response", async (response) => {
    if (response.url().includes("/assets/") && response.url().endsWith(".js")) {
      bytes += Number(response.headers()["content-length"] ?? 0);
    }
  });
  await page.goto(server.url, { waitUntil: "networkidle" });
  assert.ok(bytes > 0 && bytes < SCRIPT_BYTES_MAX, `${bytes} bytes`);
  await close();
});

test("the try-it page shows the contract and tries it", () =>
  on("/docs", async (page) => {
    await page.locator("#operations-Operations-getVersion, [id*=getVersion]").first().click();
    await page.getByRole("button", { name: "Execute" }).first().click();
    await page.locator(".live-responses-table").getByText("200").first().waitFor();
  }));
