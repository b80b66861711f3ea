// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useAnswer } from "../api";
import { Table } from "../shared/picture";
import { ProblemNote } from "../shared/problem_note";
import { readHref } from "../shared/paths";
import { count } from "../words";

interface StoreAnswer {
  generation: number;
  loaded: string;
  documents: { total: number; kinds: { kind: string; count: number }[] };
  files: number;
  bytes: number;
  report: {
    total: number;
    summary: { severity: string; code: string; files: number; count: number; detail: string }[];
    items: { path: string; document: string | null; severity: string; code: string; detail: string; count: number }[];
  };
}

export function LoadedView(): JSX.Element {
  const { data, problem } = useAnswer<StoreAnswer>("/v1/store?limit=100");
  useEffect(() => {
    document.title = "What is loaded – Chancery";
  }, []);
  return (
    <>
      <h1>What is loaded</h1>
      {problem && <ProblemNote problem={problem} />}
      {data && (
        <>
          <p>
            {count(data.documents.total, "document")} from {count(data.files, "file")}, generation {data.generation}:{" "}
            {data.documents.kinds.map(({ kind, count: n }) => `${n.toLocaleString("en")} ${kind}`).join(", ")}.
          </p>
          <h2>Refused and repaired</h2>
          <Table
            title="Load report, by kind"
            columns={["What", "Files", "Times", "Meaning"]}
            rows={data.report.summary.map((row) => [`${row.severity}: ${row.code}`, row.files, row.count, row.detail])}
          />
          <h2>By file</h2>
          <Table
            title="Load report, by file"
            columns={["File", "What", "Times"]}
            rows={data.report.items.map((row) => [
              row.document ? <a href={readHref(row.document)}>{row.path}</a> : row.path,
              row.detail,
              row.count,
            ])}
          />
        </>
      )}
    </>
  );
}
