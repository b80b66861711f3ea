// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vite";

export default defineConfig({
  base: "/",
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  build: {
    target: "es2022",
    // Nothing inline: the pages forbid it to be safe from what documents say.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
