// SPDX-License-Identifier: Apache-2.0
// Asks the public API, and says what went wrong in its own words.
import { useEffect, useState } from "preact/hooks";

export interface Problem {
  title: string;
  status: number;
  code: string;
  detail: string;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

const UNREACHABLE: Problem = {
  title: "No answer",
  status: 0,
  code: "no_answer",
  detail: "The server does not answer. Is it still running? Start it again with “chancery serve”, then reload this page.",
};

export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { Accept: "application/json" }, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new ProblemError(UNREACHABLE);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ProblemError({ ...UNREACHABLE, title: "Not answered", status: response.status, ...(body as Partial<Problem>) });
  }
  return body as T;
}

export async function askText(path: string): Promise<string> {
  const response = await fetch(path);
  if (!response.ok) {
    throw new ProblemError({ ...UNREACHABLE, title: "Not answered", status: response.status, detail: path });
  }
  return response.text();
}

export interface Answer<T> {
  data: T | null;
  problem: Problem | null;
  loading: boolean;
}

const RETRY_MS = 1500;

/**
 * The answer to path, which may be null for nothing to ask. While the first load runs the server
 * says 503, and the question is asked again. An earlier answer stays until the next one is there.
 */
export function useAnswer<T>(path: string | null): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ data: null, problem: null, loading: path !== null });
  useEffect(() => {
    if (path === null) {
      setAnswer({ data: null, problem: null, loading: false });
      return undefined;
    }
    const stop = new AbortController();
    let timer = 0;
    const attempt = (): void => {
      ask<T>(path, stop.signal).then(
        (data) => setAnswer({ data, problem: null, loading: false }),
        (error: unknown) => {
          if (stop.signal.aborted) {
            return;
          }
          const problem = error instanceof ProblemError ? error.problem : UNREACHABLE;
          const waits = problem.status === 503;
          setAnswer((before) => ({ data: waits ? before.data : null, problem, loading: waits }));
          if (waits) {
            timer = window.setTimeout(attempt, RETRY_MS);
          }
        },
      );
    };
    setAnswer((before) => ({ ...before, problem: null, loading: true }));
    attempt();
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [path]);
  return answer;
}
