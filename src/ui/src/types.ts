// SPDX-License-Identifier: Apache-2.0
// The parts of the API's answers that the reading room looks at. scripts/test checks them against
// the types generated from /v1/openapi.json.

/** When a document was written, and where that is said. */
export interface WholeDate {
  value: string | null;
  precision: string | null;
  from: string | null;
}

/** A date in a text, of which the year may be missing. */
export interface PartialDate {
  value: string | null;
  partial?: string | null;
  precision: string | null;
}

export interface Segment {
  text: string;
  match?: boolean;
}

export interface Passage {
  id: string;
  number: number | null;
  mark: string | null;
  voice: string;
  href: string;
  text: Segment[];
}

export interface Item {
  id: string;
  kind: string;
  href: string;
  title: string | null;
  date: WholeDate | null;
  station: string | null;
  classification: string | null;
  tags: string[];
  score?: number | null;
  matches?: number | null;
  copies?: number | null;
  passages?: Passage[];
}

export interface FacetValue {
  value: string;
  label: string | null;
  count: number;
  selected: boolean;
  href: string;
}

export interface Facet {
  distinct: number;
  missing: number;
  values: FacetValue[];
}

export interface Repair {
  code: string;
  detail: string;
}

export interface Understood {
  q: string | null;
  understood: string;
  repairs: Repair[];
}

export interface SearchAnswer {
  query: Understood;
  total: number;
  items: Item[];
  facets?: Record<string, Facet>;
  page: { limit: number; offset: number; next: string | null; prev: string | null };
  store: { generation: number; documents: number };
}

export interface Bucket {
  from: string;
  to: string;
  precision: string;
  count: number;
  share: number;
}

export interface TimelineAnswer {
  total: number;
  undated: number;
  buckets: Bucket[];
}

export type Span = [number, number];

export interface Mention {
  paragraph: number | null;
  span: Span;
  text: string;
}

export interface Addressee {
  routing_indicator: string | null;
  name: string | null;
  office: string | null;
  precedence: string | null;
  serial: string | null;
  country: string | null;
}

export interface Tag {
  tag: string;
  kind: string;
  label: string | null;
}

export interface Cable {
  precedence: string | null;
  dtg: { raw: string; precedence: string[] } | null;
  from: { name: string; station: string | null; country: string | null } | null;
  to: Addressee[];
  info: Addressee[];
  classification: string | null;
  handling: string[];
  station: string | null;
  mrn: string | null;
  captions: string[];
  passing_instructions: { raw: string }[];
  executive_order: string | null;
  declassify: { date: string | null; event: string | null; exemption: string | null; raw: string } | null;
  tags: Tag[];
  subject: string | null;
  summary: string | null;
  classified_by: { name: string | null; title: string | null; reasons: string[]; raw: string } | null;
  signed_by: string[];
}

export interface News {
  publication: string | null;
  authors: string[];
  byline: string | null;
  dateline: { place: string | null; raw: string } | null;
  source: string | null;
  url: string | null;
}

export interface Paragraph {
  id: string;
  number: number | null;
  printed: string | null;
  mark: string | null;
  heading: string | null;
  voice: string;
  text: string;
  span: Span;
}

export interface Reference {
  label: string | null;
  raw: string;
  kind: string;
  id: string | null;
  held: boolean;
  paragraph: number | null;
  span: Span | null;
}

export interface Person {
  name: string;
  role: string | null;
  affiliation: string | null;
  function: string | null;
  mentions: Mention[];
}

export interface Document {
  id: string;
  kind: string;
  title: string | null;
  date: WholeDate | null;
  language: string | null;
  source: { path: string; format: string; bytes: number; part: string | null };
  cable: Cable | null;
  news: News | null;
  paragraphs: Paragraph[];
  references: Reference[];
  people: Person[];
  organizations: { name: string; acronym: string | null; country: string | null; mentions: Mention[] }[];
  countries: { code: string; name: string; mentions: Mention[] }[];
  places: { name: string; country: string | null; kind: string | null; mentions: Mention[] }[];
  dates: { text: string; value: string | null; partial: string | null; role: string | null; paragraph: number | null; span: Span }[];
  office_symbols: { symbol: string; meaning: string | null }[];
  acronyms: { acronym: string; expansion: string }[];
  events: {
    kind: string;
    date: PartialDate | null;
    place: string | null;
    status: string | null;
    participants: string[];
    paragraph: number | null;
  }[];
  statements: { speaker: string | null; cue: string | null; text: string; paragraph: number | null; span: Span }[];
  money: { text: string; amount: number | null; currency: string | null; paragraph: number | null; span: Span }[];
  action_requests: { asker: string | null; addressee: string | null; text: string; deadline: string | null; paragraph: number | null }[];
  warnings: { code: string; detail: string; span: Span | null }[];
}
