// SPDX-License-Identifier: Apache-2.0
// What can be lit up in a document, each kind with its places.
import { readHref, searchHref } from "../shared/paths";
import type { Document, Paragraph, Span } from "../types";
import { lightAt, locate } from "./lit_text";
import type { Light } from "./lit_text";
import { dateWords } from "../words";

interface Found {
  paragraph: number | null;
  span: Span;
  text: string;
  title: string;
  href: string | null;
}

const FINDERS: Record<string, (document: Document) => Found[]> = {
  people: (document) =>
    document.people.flatMap((person) =>
      person.mentions.map((mention) => ({
        ...mention,
        title: [person.name, person.role, person.affiliation].filter(Boolean).join(", "),
        href: searchHref("person", person.name),
      })),
    ),
  organizations: (document) =>
    document.organizations.flatMap((entry) =>
      entry.mentions.map((mention) => ({
        ...mention,
        title: [entry.name, entry.acronym].filter(Boolean).join(", "),
        href: searchHref("org", entry.name),
      })),
    ),
  countries: (document) =>
    document.countries.flatMap((country) =>
      country.mentions.map((mention) => ({ ...mention, title: country.name, href: `/?country=${country.code}` })),
    ),
  places: (document) =>
    document.places.flatMap((place) =>
      place.mentions.map((mention) => ({
        ...mention,
        title: [place.name, place.kind, place.country].filter(Boolean).join(", "),
        href: searchHref("place", place.name),
      })),
    ),
  dates: (document) =>
    document.dates.map((date) => ({
      ...date,
      title: dateWords({ value: date.value, partial: date.partial, precision: "day" }),
      href: null,
    })),
  statements: (document) =>
    document.statements.map((statement) => ({
      ...statement,
      title: [statement.speaker, statement.cue].filter(Boolean).join(" "),
      href: null,
    })),
  references: (document) =>
    document.references.flatMap((reference) =>
      reference.span
        ? [
            {
              paragraph: reference.paragraph,
              span: reference.span,
              text: reference.raw,
              title: reference.held ? `Open ${reference.id}` : "Not held here",
              href: reference.held && reference.id ? readHref(reference.id) : null,
            },
          ]
        : [],
    ),
  money: (document) =>
    document.money.map((sum) => ({
      ...sum,
      title: [sum.amount?.toLocaleString("en"), sum.currency].filter(Boolean).join(" "),
      href: null,
    })),
};

export const LIGHT_KINDS = Object.keys(FINDERS);

export interface LightKind {
  kind: string;
  count: number;
}

/** What this document has of each kind. */
export function lightKinds(document: Document): LightKind[] {
  return LIGHT_KINDS.map((kind) => ({
    kind,
    count: FINDERS[kind]?.(document).filter((found) => found.paragraph !== null).length ?? 0,
  })).filter((entry) => entry.count > 0);
}

/** A found thing, and the kind it is of. */
export interface Lit extends Found {
  kind: string;
}

/** What is to be lit up of kinds, by the place of its paragraph in the document, from 1. */
export function litByParagraph(document: Document, kinds: Set<string>): Map<number, Lit[]> {
  const out = new Map<number, Lit[]>();
  for (const kind of kinds) {
    for (const found of FINDERS[kind]?.(document) ?? []) {
      if (found.paragraph === null) {
        continue;
      }
      const lit = out.get(found.paragraph);
      if (lit) {
        lit.push({ ...found, kind });
      } else {
        out.set(found.paragraph, [{ ...found, kind }]);
      }
    }
  }
  return out;
}

/** The lights of one paragraph. */
export function paragraphLights(paragraph: Paragraph, lit: Lit[]): Light[] {
  return lit.flatMap(({ kind, title, href, ...found }) => {
    const light = lightAt(paragraph.text, paragraph.span, found, { kind, title, href });
    return light ? [light] : [];
  });
}

/** Repairs that fall into a paragraph, at the place where the reader sees them. */
export function damageLights(document: Document, paragraph: Paragraph, text: string | null): Light[] {
  const [from, to] = paragraph.span;
  return document.warnings.flatMap((warning) => {
    if (!warning.span || warning.span[0] < from || warning.span[1] > to || text === null) {
      return [];
    }
    const place = locate(paragraph.text, text.slice(warning.span[0], warning.span[1]), warning.span[0] - from);
    return place ? [{ start: place[0], end: place[1], kind: "damage", title: warning.detail, href: null }] : [];
  });
}
