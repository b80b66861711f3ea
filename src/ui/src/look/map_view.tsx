// SPDX-License-Identifier: Apache-2.0
import { geoNaturalEarth1, geoPath } from "d3-geo";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import land from "world-atlas/land-110m.json";
import { useAnswer } from "../api";
import { Picture } from "../shared/picture";
import { ProblemNote } from "../shared/problem_note";
import { count } from "../words";

interface Spot {
  id: string;
  name: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  count: number;
}

const WIDTH = 960;
const HEIGHT = 500;
const SMALLEST = 3;
const LARGEST = 22;

/** What can be shown: how it is asked for, what a row of it is called, and where a place of it leads. */
const LAYERS = {
  stations: { path: "/v1/stations?limit=1000", title: "Stations, by number of documents", name: "Station", filter: "station" },
  places: { path: "/v1/places?limit=1000", title: "Places named, by number of documents", name: "Place", filter: "place" },
};

type Layer = keyof typeof LAYERS;

function spotHref(layer: Layer, spot: Spot): string {
  const value = layer === "stations" ? spot.id : (spot.name ?? spot.id);
  return `/?${LAYERS[layer].filter}=${encodeURIComponent(value)}`;
}

export function MapView(): JSX.Element {
  const [layer, setLayer] = useState<Layer>("stations");
  const { path, title, name } = LAYERS[layer];
  const { data, problem } = useAnswer<{ items: Spot[] }>(path);
  useEffect(() => {
    document.title = "Map – Chancery";
  }, []);
  const projection = useMemo(() => geoNaturalEarth1().fitSize([WIDTH, HEIGHT], { type: "Sphere" }), []);
  const shore = useMemo(() => {
    const topology = land as unknown as Topology;
    return geoPath(projection)(feature(topology, topology.objects["land"] as GeometryCollection)) ?? "";
  }, [projection]);
  const spots = data?.items.filter((spot) => spot.latitude !== null && spot.longitude !== null) ?? [];
  const most = Math.max(1, ...spots.map((spot) => spot.count));
  // Area, not width, says how many; large circles first, so that small ones can still be reached.
  const circles = [...spots].sort((a, b) => b.count - a.count);
  return (
    <>
      <h1>Where cables came from, and what they name</h1>
      <fieldset class="choice">
        <legend>Show</legend>
        {(Object.keys(LAYERS) as Layer[]).map((one) => (
          <label key={one}>
            <input type="radio" name="layer" checked={layer === one} onChange={() => setLayer(one)} /> {one === "stations" ? "Stations" : "Places named"}
          </label>
        ))}
      </fieldset>
      {problem && <ProblemNote problem={problem} />}
      <Picture
        title={title}
        columns={[name, "Country", "Documents"]}
        rows={(data?.items ?? []).map((spot) => [
          <a href={spotHref(layer, spot)}>{spot.name || spot.id}</a>,
          spot.country,
          spot.count,
        ])}
      >
        <svg class="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={title}>
          <path class="shore" d={shore} />
          {circles.map((spot) => {
            const at = projection([spot.longitude ?? 0, spot.latitude ?? 0]);
            const words = `${spot.name || spot.id}: ${count(spot.count, "document")}`;
            return (
              at && (
                <a key={spot.id} href={spotHref(layer, spot)} aria-label={words}>
                  <title>{words}</title>
                  <circle cx={at[0]} cy={at[1]} r={SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(spot.count / most)} />
                </a>
              )
            );
          })}
        </svg>
      </Picture>
    </>
  );
}
