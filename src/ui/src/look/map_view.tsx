// SPDX-License-Identifier: Apache-2.0
import { geoNaturalEarth1, geoPath } from "d3-geo";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import land from "world-atlas/land-110m.json";
import { useAnswer } from "../api";
import { Picture } from "../shared/picture";
import { ProblemNote } from "../shared/problem_note";
import { count } from "../words";

interface Station {
  id: string;
  name: string;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  count: number;
}

const WIDTH = 960;
const HEIGHT = 500;
const SMALLEST = 3;
const LARGEST = 22;

export function MapView(): JSX.Element {
  const { data, problem } = useAnswer<{ items: Station[] }>("/v1/stations?limit=1000");
  useEffect(() => {
    document.title = "Map – Chancery";
  }, []);
  const projection = useMemo(() => geoNaturalEarth1().fitSize([WIDTH, HEIGHT], { type: "Sphere" }), []);
  const shore = useMemo(() => {
    const topology = land as unknown as Topology;
    return geoPath(projection)(feature(topology, topology.objects["land"] as GeometryCollection)) ?? "";
  }, [projection]);
  const stations = data?.items.filter((station) => station.latitude !== null && station.longitude !== null) ?? [];
  const most = Math.max(1, ...stations.map((station) => station.count));
  // Area, not width, says how many; large circles first, so that small ones can still be reached.
  const circles = [...stations].sort((a, b) => b.count - a.count);
  return (
    <>
      <h1>Where cables came from</h1>
      {problem && <ProblemNote problem={problem} />}
      <Picture
        title="Stations, by number of documents"
        columns={["Station", "Country", "Documents"]}
        rows={(data?.items ?? []).map((station) => [
          <a href={`/?station=${encodeURIComponent(station.id)}`}>{station.name || station.id}</a>,
          station.country,
          station.count,
        ])}
      >
        <svg class="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label="Map of stations">
          <path class="shore" d={shore} />
          {circles.map((station) => {
            const at = projection([station.longitude ?? 0, station.latitude ?? 0]);
            const words = `${station.name || station.id}: ${count(station.count, "document")}`;
            return (
              at && (
                <a key={station.id} href={`/?station=${encodeURIComponent(station.id)}`} aria-label={words}>
                  <title>{words}</title>
                  <circle cx={at[0]} cy={at[1]} r={SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(station.count / most)} />
                </a>
              )
            );
          })}
        </svg>
      </Picture>
    </>
  );
}
