// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { App } from "./app";
import "./style/base.css";
import "./style/search.css";
import "./style/read.css";
import "./style/look.css";

const root = document.getElementById("app");
if (root) {
  render(<App />, root);
}
