// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { navigate, queryOf } from "../location";
import type { Facet, FacetValue } from "../types";
import { FIELD_NAMES } from "../words";
import { hasValue, toggled } from "./selection";

const FOUND_COUNT = 12;
/** How many values of a field are shown unasked. */
export const VALUE_COUNT = 8;
/** Not filters, though they stand in the URL too. */
const OTHER = ["q", "sort", "offset", "collapse"];

interface FieldProps {
  field: string;
  parameters: URLSearchParams;
}

function go(parameters: URLSearchParams): void {
  navigate(`/${queryOf(parameters)}`, { keepScroll: true });
}

function ValueRow({ field, parameters, value }: FieldProps & { value: FacetValue }): JSX.Element {
  const excluded = hasValue(parameters, `-${field}`, value.value);
  const name = value.label ? `${value.label} (${value.value})` : value.value;
  return (
    <li class={excluded ? "excluded" : undefined}>
      <label>
        <input
          type="checkbox"
          checked={hasValue(parameters, field, value.value)}
          onChange={() => go(toggled(parameters, field, value.value))}
        />
        <span class="value">{name}</span>
        <span class="count">{value.count.toLocaleString("en")}</span>
      </label>
      <button
        type="button"
        class="exclude"
        aria-pressed={excluded}
        aria-label={`Leave out ${name}`}
        title={`Leave out ${name}`}
        onClick={() => go(toggled(parameters, `-${field}`, value.value))}
      >
        −
      </button>
    </li>
  );
}

function facetPath(field: string, parameters: URLSearchParams, limit: number): string {
  const asked = new URLSearchParams(parameters);
  for (const name of ["offset", "sort", "collapse"]) {
    asked.delete(name);
  }
  asked.set("limit", String(limit));
  return `/v1/facets/${field}${queryOf(asked)}`;
}

/** Values of the field that begin with what is typed, out of all there are. */
function FoundValues({ field, parameters, prefix }: FieldProps & { prefix: string }): JSX.Element {
  const asked = new URLSearchParams(parameters);
  asked.set("prefix", prefix);
  const { data } = useAnswer<Facet>(facetPath(field, asked, FOUND_COUNT));
  return (
    <ul>
      {data?.values.map((value) => <ValueRow key={value.value} field={field} parameters={parameters} value={value} />)}
      {data?.values.length === 0 && <li>No value begins with “{prefix}”.</li>}
    </ul>
  );
}

function FacetGroup({ field, parameters, facet }: FieldProps & { facet: Facet }): JSX.Element {
  const [prefix, setPrefix] = useState("");
  return (
    <fieldset class="facet">
      <legend>{FIELD_NAMES[field] ?? field}</legend>
      {facet.distinct > facet.values.length && (
        <input
          type="search"
          aria-label={`Find among ${facet.distinct} values of ${FIELD_NAMES[field] ?? field}`}
          placeholder={`Find among ${facet.distinct.toLocaleString("en")}`}
          value={prefix}
          onInput={(event) => setPrefix(event.currentTarget.value)}
        />
      )}
      {prefix ? (
        <FoundValues field={field} parameters={parameters} prefix={prefix} />
      ) : (
        <ul>
          {facet.values.map((value) => (
            <ValueRow key={value.value} field={field} parameters={parameters} value={value} />
          ))}
        </ul>
      )}
    </fieldset>
  );
}

/** What is chosen but stands in no list any more: filters that can only be taken away. */
function ChosenFilters({ parameters }: { parameters: URLSearchParams }): JSX.Element | null {
  const chosen = [...parameters].filter(([name]) => !OTHER.includes(name));
  if (chosen.length === 0) {
    return null;
  }
  return (
    <div class="chosen">
      <h2>Filters</h2>
      <ul>
        {chosen.map(([name, value]) => (
          <li key={`${name}=${value}`}>
            <button type="button" onClick={() => go(toggled(parameters, name, value))}>
              {name.startsWith("-") ? `not ${name.slice(1)}` : name}: {value} <span aria-hidden="true">×</span>
              <span class="hidden">, take away</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A field with so many values that the results don't wait for them. */
export function LateFacet({ field, parameters }: FieldProps): JSX.Element | null {
  const { data } = useAnswer<Facet>(facetPath(field, parameters, VALUE_COUNT));
  return data && data.values.length > 0 ? <FacetGroup field={field} parameters={parameters} facet={data} /> : null;
}

export function FacetList({ facets, parameters }: { facets: Record<string, Facet>; parameters: URLSearchParams }): JSX.Element {
  return (
    <>
      <ChosenFilters parameters={parameters} />
      {Object.entries(facets)
        .filter(([, facet]) => facet.values.length > 0)
        .map(([field, facet]) => (
          <FacetGroup key={field} field={field} parameters={parameters} facet={facet} />
        ))}
    </>
  );
}
