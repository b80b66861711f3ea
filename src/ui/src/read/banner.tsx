// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";

export function Banner({ classification, handling }: { classification: string | null; handling: string[] }): JSX.Element | null {
  return classification ? <p class="banner">{[classification, ...handling].join(" // ")}</p> : null;
}
