// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useAnswer } from "../api";
import { navigate, queryOf } from "../location";
import { Picture } from "../shared/picture";
import type { Bucket, TimelineAnswer } from "../types";
import { count, dateWords } from "../words";

const WIDTH = 300;
const HEIGHT = 80;
/** Years at most that are shown by month. */
const MONTHS_BELOW_YEARS = 4;

function timelinePath(parameters: URLSearchParams, by: string): string {
  const asked = new URLSearchParams(parameters);
  asked.delete("offset");
  asked.delete("sort");
  asked.delete("collapse");
  asked.set("by", by);
  return `/v1/timeline${queryOf(asked)}`;
}

function bucketName(bucket: Bucket): string {
  const value = bucket.precision === "year" ? bucket.from.slice(0, 4) : bucket.precision === "month" ? bucket.from.slice(0, 7) : bucket.from;
  return dateWords({ value, precision: bucket.precision });
}

function withDates(parameters: URLSearchParams, from: Bucket, to: Bucket): string {
  const next = new URLSearchParams(parameters);
  next.delete("offset");
  next.set("date", `${from.from}..${to.to}`);
  return `/${queryOf(next)}`;
}

/** Bars that can be clicked, reached with Tab, and brushed over with the pointer. */
function Bars({ buckets, parameters }: { buckets: Bucket[]; parameters: URLSearchParams }): JSX.Element {
  const [brush, setBrush] = useState<[number, number] | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const most = Math.max(1, ...buckets.map((bucket) => bucket.count));
  const step = WIDTH / Math.max(1, buckets.length);
  const at = (event: PointerEvent): number => {
    const box = svg.current?.getBoundingClientRect();
    const x = box ? (event.clientX - box.left) / box.width : 0;
    return Math.min(buckets.length - 1, Math.max(0, Math.floor(x * buckets.length)));
  };
  const finish = (): void => {
    const [from, to] = brush ? [Math.min(...brush), Math.max(...brush)] : [0, 0];
    const [first, last] = [buckets[from], buckets[to]];
    setBrush(null);
    if (brush && from !== to && first && last) {
      navigate(withDates(parameters, first, last), { keepScroll: true });
    }
  };
  const covered = (i: number): boolean => brush !== null && i >= Math.min(...brush) && i <= Math.max(...brush);
  return (
    <svg
      ref={svg}
      class="bars"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="group"
      aria-label="Documents over time"
      onPointerDown={(event) => setBrush([at(event), at(event)])}
      onPointerMove={(event) => brush && setBrush([brush[0], at(event)])}
      onPointerUp={finish}
      onPointerLeave={() => setBrush(null)}
    >
      {buckets.map((bucket, i) => {
        const height = bucket.count > 0 ? Math.max(2, (bucket.count / most) * HEIGHT) : 0;
        return (
          <a
            key={bucket.from + bucket.precision}
            href={withDates(parameters, bucket, bucket)}
            class={covered(i) ? "covered" : undefined}
            aria-label={`${bucketName(bucket)}: ${count(bucket.count, "document")}`}
            draggable={false}
          >
            <title>{`${bucketName(bucket)}: ${count(bucket.count, "document")}`}</title>
            <rect class="ground" x={i * step} y={0} width={step} height={HEIGHT} />
            <rect class="bar" x={i * step + step * 0.1} y={HEIGHT - height} width={step * 0.8} height={height} />
          </a>
        );
      })}
    </svg>
  );
}

export function Timeline({ parameters }: { parameters: URLSearchParams }): JSX.Element | null {
  const years = useAnswer<TimelineAnswer>(timelinePath(parameters, "year"));
  const whole = years.data?.buckets.filter((bucket) => bucket.precision === "year") ?? [];
  const byMonth = whole.length > 0 && whole.length < MONTHS_BELOW_YEARS;
  const months = useAnswer<TimelineAnswer>(byMonth ? timelinePath(parameters, "month") : null);
  const answer = byMonth && months.data ? months.data : years.data;
  const buckets = answer?.buckets ?? [];
  if (!answer || buckets.length === 0) {
    return null;
  }
  const even = buckets.filter((bucket) => bucket.precision === (byMonth && months.data ? "month" : "year"));
  const first = even[0];
  const last = even[even.length - 1];
  return (
    <Picture
      title="When"
      columns={["When", "Documents"]}
      rows={buckets.map((bucket) => [<a href={withDates(parameters, bucket, bucket)}>{bucketName(bucket)}</a>, bucket.count])}
    >
      <Bars buckets={even} parameters={parameters} />
      <p class="ends">
        <span>{first && bucketName(first)}</span>
        <span>{answer.undated > 0 && `${answer.undated} undated`}</span>
        <span>{last && last !== first && bucketName(last)}</span>
      </p>
    </Picture>
  );
}
