// SPDX-License-Identifier: Apache-2.0
// The reader's own list. It stays in this browser.
import { useEffect, useState } from "preact/hooks";

export interface Kept {
  id: string;
  title: string | null;
}

const KEY = "chancery.kept";
const CHANGED = "chancery:kept";
/** The most that is kept; a URL of all of them must still be short enough to be sent. */
export const KEPT_MAX = 300;

export function kept(): Kept[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(value) ? (value as Kept[]).filter((entry) => typeof entry?.id === "string") : [];
  } catch {
    return [];
  }
}

function store(list: Kept[]): void {
  localStorage.setItem(KEY, JSON.stringify(list.slice(0, KEPT_MAX)));
  window.dispatchEvent(new Event(CHANGED));
}

export function toggleKept(entry: Kept): void {
  const list = kept();
  const without = list.filter((other) => other.id !== entry.id);
  store(without.length < list.length ? without : [...list, { id: entry.id, title: entry.title }]);
}

export function clearKept(): void {
  store([]);
}

export function useKept(): Kept[] {
  const [list, setList] = useState(kept);
  useEffect(() => {
    const update = (): void => setList(kept());
    window.addEventListener(CHANGED, update);
    window.addEventListener("storage", update);
    return () => {
      window.removeEventListener(CHANGED, update);
      window.removeEventListener("storage", update);
    };
  }, []);
  return list;
}
