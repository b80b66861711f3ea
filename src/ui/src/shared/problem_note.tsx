// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import type { Problem } from "../api";

/** What went wrong, in the words of the server. While it loads, that is no error. */
export function ProblemNote({ problem }: { problem: Problem }): JSX.Element {
  if (problem.status === 503) {
    return <p role="status">The documents are being loaded. This page goes on by itself as soon as they are there.</p>;
  }
  return (
    <div class="problem" role="alert">
      <strong>{problem.title}.</strong> {problem.detail}
    </div>
  );
}
