// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Exports } from "../shared/exports";
import { readHref } from "../shared/paths";
import { KeepButton } from "./keep_button";
import { clearKept, useKept } from "./reading_list";

export function KeptView(): JSX.Element {
  const list = useKept();
  useEffect(() => {
    document.title = "Reading list – Chancery";
  }, []);
  const filter = list.map((entry) => `id=${encodeURIComponent(entry.id)}`).join("&");
  return (
    <>
      <h1>Reading list</h1>
      {list.length === 0 ? (
        <p>
          Nothing is kept yet. “Keep” beside a document puts it here. The list stays in this browser; nobody else sees it.
        </p>
      ) : (
        <>
          <p>
            <a href={`/?${filter}`}>As a search</a>
            {" · "}
            <button type="button" onClick={clearKept}>
              Empty the list
            </button>
          </p>
          <Exports query={`?${filter}`} name="reading-list" />
          <ol class="plain">
            {list.map((entry) => (
              <li key={entry.id}>
                <a href={readHref(entry.id)}>{entry.title ?? entry.id}</a> <span class="id">{entry.id}</span> <KeepButton item={entry} />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
