// SPDX-License-Identifier: Apache-2.0
// A server over the samples and a browser that looks at it, for the tests of the reading room.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
// The packages lie with the sources of the reading room.
export const uiPackages = path.join(top, "src/ui/package.json");
const require = createRequire(uiPackages);
const { chromium } = require("playwright-core");
export const AxeBuilder = require("@axe-core/playwright").default;

const BROWSER_OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/* A shared machine may be slow; what never comes still fails. */
const READY_MS = 60000;
const PAGE_MS = 60000;

/** The first line that matches, out of what a program prints. */
function lineOf(program, pattern) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the server did not start in time")), READY_MS);
    createInterface({ input: program.stdout }).on("line", (line) => {
      const found = pattern.exec(line);
      if (found) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    });
    program.on("exit", () => reject(new Error("the server ended")));
  });
}

async function untilReady(url) {
  const end = Date.now() + READY_MS;
  while (Date.now() < end) {
    const response = await fetch(`${url}/readyz`);
    if (response.ok) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the load did not end in time");
}

/**
 * A server of the program named by CHANCERY, over the samples and over more files when there are
 * any, by name; stop() ends it.
 */
export async function serveSamples(more = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "chancery-ui-"));
  const documents = path.join(folder, "documents");
  cpSync(path.join(top, "tests/data/samples"), documents, { recursive: true });
  for (const [name, text] of Object.entries(more)) {
    writeFileSync(path.join(documents, name), text);
  }
  const program = spawn(
    process.env.CHANCERY,
    ["serve", "--port", "0", "--store", path.join(folder, "samples.store"), documents],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const url = await lineOf(program, /(http:\/\/127\.0\.0\.1:\d+)/);
  await untilReady(url);
  const stop = () =>
    new Promise((resolve) => {
      program.on("exit", () => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      program.kill("SIGTERM");
    });
  return { url, stop };
}

export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: BROWSER_OPTIONS });
}

/**
 * A page whose faults are collected: console errors, errors thrown, policy violations (which are
 * console errors too) and requests to anybody else.
 */
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PAGE_MS);
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
      faults.push(`asked ${request.url()}`);
    }
  });
  return { page, faults, close: () => context.close() };
}
