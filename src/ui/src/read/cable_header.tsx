// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren, JSX } from "preact";
import type { Addressee, Cable, Document } from "../types";
import { CAPTIONS, PRECEDENCE, dateWords } from "../words";

type Offices = Document["office_symbols"];

function meaningOf(offices: Offices, symbol: string | null): string | null {
  return offices.find((entry) => entry.symbol === symbol)?.meaning ?? null;
}

/** A short word of the trade with its meaning in place, where there is one. */
function Explained({ word, meaning }: { word: string; meaning: string | null }): JSX.Element {
  return (
    <>
      {word}
      {meaning && <span class="meaning"> {meaning}</span>}
    </>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Addressees({ list, offices }: { list: Addressee[]; offices: Offices }): JSX.Element {
  return (
    <ul>
      {list.map((entry, i) => (
        <li key={i}>
          {entry.name ?? entry.routing_indicator}
          {entry.office && (
            <>
              {" // "}
              <Explained word={entry.office} meaning={meaningOf(offices, entry.office)} />
            </>
          )}
          {entry.precedence && <span class="meaning"> {entry.precedence.toLowerCase()}</span>}
        </li>
      ))}
    </ul>
  );
}

function Declassify({ cable }: { cable: Cable }): JSX.Element | null {
  const { declassify } = cable;
  if (!declassify) {
    return null;
  }
  const when = declassify.date ? dateWords({ value: declassify.date, precision: "day" }) : (declassify.event ?? declassify.raw);
  return (
    <Row name="Declassify">
      {when}
      {declassify.exemption ? `, exemption ${declassify.exemption}` : ""}
      {cable.executive_order && <span class="meaning"> under Executive Order {cable.executive_order}</span>}
    </Row>
  );
}

function Tags({ cable }: { cable: Cable }): JSX.Element {
  return (
    <ul class="tags">
      {cable.tags.map((tag) => (
        <li key={tag.tag}>
          <a href={`/?tag=${encodeURIComponent(tag.tag)}`}>{tag.tag}</a>
          {tag.label && <span class="meaning"> {tag.label}</span>}
        </li>
      ))}
    </ul>
  );
}

function ClassifiedBy({ cable, offices }: { cable: Cable; offices: Offices }): JSX.Element | null {
  const by = cable.classified_by;
  return (
    by && (
      <Row name="Classified by">
        {by.name ?? "nobody named"}
        {by.title && (
          <>
            , <Explained word={by.title} meaning={meaningOf(offices, by.title)} />
          </>
        )}
        {by.reasons.length > 0 && <span class="meaning"> for reasons {by.reasons.join(", ")}</span>}
      </Row>
    )
  );
}

export function CableHeader({ cable, offices }: { cable: Cable; offices: Offices }): JSX.Element {
  const precedence = cable.precedence;
  return (
    <dl class="header">
      {precedence && (
        <Row name="Precedence">
          {PRECEDENCE[precedence] ?? precedence}
        </Row>
      )}
      {cable.from && (
        <Row name="From">
          {cable.station ? <a href={`/?station=${encodeURIComponent(cable.station)}`}>{cable.from.name}</a> : cable.from.name}
        </Row>
      )}
      {cable.to.length > 0 && (
        <Row name="To">
          <Addressees list={cable.to} offices={offices} />
        </Row>
      )}
      {cable.info.length > 0 && (
        <Row name="For information">
          <details>
            <summary>{cable.info.length} addressees</summary>
            <Addressees list={cable.info} offices={offices} />
          </details>
        </Row>
      )}
      {cable.captions.length > 0 && (
        <Row name="Captions">
          {cable.captions.map((caption) => (
            <p key={caption}>
              <Explained word={caption} meaning={CAPTIONS[caption] ?? null} />
            </p>
          ))}
        </Row>
      )}
      {cable.passing_instructions.length > 0 && (
        <Row name="Pass to">{cable.passing_instructions.map((entry) => entry.raw).join("; ")}</Row>
      )}
      {cable.tags.length > 0 && (
        <Row name="TAGS">
          <Tags cable={cable} />
        </Row>
      )}
      <Declassify cable={cable} />
      <ClassifiedBy cable={cable} offices={offices} />
      {cable.signed_by.length > 0 && <Row name="Signed">{cable.signed_by.join(", ")}</Row>}
    </dl>
  );
}
