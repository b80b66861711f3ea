// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import type { Kept } from "./reading_list";
import { toggleKept, useKept } from "./reading_list";

export function KeepButton({ item }: { item: Kept }): JSX.Element {
  const isKept = useKept().some((entry) => entry.id === item.id);
  return (
    <button type="button" class="keep" aria-pressed={isKept} onClick={() => toggleKept(item)}>
      {isKept ? "Kept" : "Keep"}
      <span class="hidden"> {item.title ?? item.id}</span>
    </button>
  );
}
