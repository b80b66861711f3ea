// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useAnswer } from "../api";
import { navigate } from "../location";
import { Picture } from "../shared/picture";
import { ProblemNote } from "../shared/problem_note";

interface Year {
  station: string;
  year: number;
  held: number;
  at_least: number;
  gaps?: { from: number; to: number }[];
}

const WIDTH = 800;
const BAR = 22;

export function GapsView({ parameters }: { parameters: URLSearchParams }): JSX.Element {
  const station = parameters.get("station") ?? "";
  const stations = useAnswer<{ items: { id: string; name: string }[] }>("/v1/stations?limit=1000").data?.items ?? [];
  const { data, problem } = useAnswer<{ items: Year[] }>(station ? `/v1/traffic?station=${encodeURIComponent(station)}` : null);
  useEffect(() => {
    document.title = "Serial gaps – Chancery";
  }, []);
  const most = Math.max(1, ...(data?.items.map((year) => year.at_least) ?? []));
  return (
    <>
      <h1>What is held of a station’s numbers</h1>
      <label>
        Station{" "}
        <select value={station} onChange={(event) => navigate(`/gaps?station=${encodeURIComponent(event.currentTarget.value)}`)}>
          <option value="">Choose one</option>
          {stations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name || id}
            </option>
          ))}
        </select>
      </label>
      {problem && <ProblemNote problem={problem} />}
      {data && (
        <Picture
          title={`${station}: cables held, of at least as many as the highest number`}
          columns={["Year", "Held", "Of at least"]}
          rows={data.items.map((year) => [year.year, year.held, year.at_least])}
        >
          <svg class="gaps" viewBox={`0 0 ${WIDTH} ${Math.max(1, data.items.length) * BAR}`} role="img" aria-label={`Numbers held of ${station}, by year`}>
            {data.items.map((year, i) => {
              const full = ((WIDTH - 160) * year.at_least) / most;
              return (
                <g key={year.year} transform={`translate(0 ${i * BAR})`}>
                  <text x={0} y={15}>
                    {year.year}
                  </text>
                  <rect class="ground" x={50} y={3} width={full} height={14} />
                  <rect class="bar" x={50} y={3} width={Math.max(2, (full * year.held) / Math.max(1, year.at_least))} height={14} />
                  <text x={56 + full} y={15}>
                    {year.held} of at least {year.at_least}
                  </text>
                </g>
              );
            })}
          </svg>
        </Picture>
      )}
    </>
  );
}
