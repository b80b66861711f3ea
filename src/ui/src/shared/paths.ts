// SPDX-License-Identifier: Apache-2.0
// How things are addressed, in the API and in the reading room.

/** An id as part of a path. Its slashes stay: ids of volumes have them. */
export function idPath(id: string): string {
  return id.split("/").map(encodeURIComponent).join("/");
}

export function documentPath(id: string): string {
  return `/v1/documents/${idPath(id)}`;
}

/** Where a document is read; with the words of a search, they are marked in it. */
export function readHref(id: string, q = ""): string {
  return `/read/${idPath(id)}${q ? `?q=${encodeURIComponent(q)}` : ""}`;
}

/** A search for all documents with a value in a field. */
export function searchHref(field: string, value: string): string {
  return `/?q=${encodeURIComponent(`${field}:"${value}"`)}`;
}
