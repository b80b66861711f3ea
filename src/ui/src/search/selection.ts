// SPDX-License-Identifier: Apache-2.0
// Filters as they stand in the URL: one parameter for each value, "-" before the name for NOT.

export function hasValue(parameters: URLSearchParams, name: string, value: string): boolean {
  return parameters.getAll(name).includes(value);
}

/** The parameters with name=value taken away if it was there, else added in place of its opposite. */
export function toggled(parameters: URLSearchParams, name: string, value: string): URLSearchParams {
  const opposite = name.startsWith("-") ? name.slice(1) : `-${name}`;
  const had = hasValue(parameters, name, value);
  const next = new URLSearchParams();
  for (const [key, old] of parameters) {
    const same = old === value && (key === name || key === opposite);
    if (!same && key !== "offset") {
      next.append(key, old);
    }
  }
  if (!had) {
    next.append(name, value);
  }
  return next;
}
