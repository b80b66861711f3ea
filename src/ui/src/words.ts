// SPDX-License-Identifier: Apache-2.0
// How dates, numbers and the cable trade's short words are said to a reader.
import type { PartialDate } from "./types";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** 2008-05-14T15:12:00Z as "14 May 2008, 15:12 UTC", and no more than was known. */
export function dateWords(date: PartialDate | null): string {
  if (!date) {
    return "undated";
  }
  const value = date.value ?? date.partial;
  if (!value) {
    return "undated";
  }
  const match = /^(-|\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(value);
  if (!match) {
    return value;
  }
  const [, year, month, day, time] = match;
  const words = [day ? String(Number(day)) : "", month ? (MONTHS[Number(month) - 1] ?? "") : "", year === "-" ? "" : year];
  const text = words.filter(Boolean).join(" ");
  return time && date.precision === "minute" ? `${text}, ${time} UTC` : text;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export const FIELD_NAMES: Record<string, string> = {
  kind: "Kind",
  station: "Station",
  classification: "Classification",
  tag: "TAGS",
  country: "Country",
  person: "Person",
  org: "Organization",
  place: "Place",
};

export const PRECEDENCE: Record<string, string> = {
  FLASH: "Flash: to be handled at once, before everything else",
  IMMEDIATE: "Immediate: to be handled at any hour of the day or night",
  NIACT: "Night action: wakes the duty officer",
  PRIORITY: "Priority: before routine, in working hours",
  ROUTINE: "Routine: in its turn",
};

export const MARKS: Record<string, string> = {
  U: "Unclassified",
  SBU: "Sensitive but unclassified",
  FOUO: "For official use only",
  C: "Confidential",
  S: "Secret",
  TS: "Top secret",
  NF: "Not for foreigners",
};

/** "S/NF" as "Secret, not for foreigners". */
export function markWords(mark: string): string {
  const words = mark.split(/[/\s-]+/).map((part) => MARKS[part] ?? part);
  return words.map((word, i) => (i > 0 ? word.toLowerCase() : word)).join(", ");
}

export const VOICES: Record<string, string> = {
  summary: "Summary",
  comment: "Comment",
  action_request: "Action request",
  quote: "Quotation",
  note: "Note",
};

export const CAPTIONS: Record<string, string> = {
  SIPDIS: "may be shared on the classified network of the services",
  NODIS: "no distribution beyond the addressee",
  EXDIS: "exclusive distribution: read by few",
  LIMDIS: "limited distribution",
  STADIS: "State Department distribution only",
  NOFORN: "not for foreigners",
};
