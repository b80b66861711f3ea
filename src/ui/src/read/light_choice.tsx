// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import type { Document } from "../types";
import { lightKinds } from "./lights";

interface LightChoiceProps {
  read: Document;
  kinds: Set<string>;
  onChange: (kinds: Set<string>) => void;
}

export function LightChoice({ read, kinds, onChange }: LightChoiceProps): JSX.Element | null {
  const there = lightKinds(read);
  if (there.length === 0) {
    return null;
  }
  const toggle = (kind: string): void => {
    const next = new Set(kinds);
    if (!next.delete(kind)) {
      next.add(kind);
    }
    onChange(next);
  };
  return (
    <fieldset class="lights">
      <legend>Light up</legend>
      {there.map(({ kind, count }) => (
        <label key={kind} class={`lit ${kind}`}>
          <input type="checkbox" checked={kinds.has(kind)} onChange={() => toggle(kind)} /> {kind} ({count})
        </label>
      ))}
    </fieldset>
  );
}
