// SPDX-License-Identifier: Apache-2.0
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

interface Readiness {
  status: string;
  generation: number | null;
  phase: string;
  done: number;
  total: number;
}

const POLL_MS = 1000;
const IDLE_MS = 15000;

/** How far the load is, while one runs, and what generation is being read. */
export function StoreStatus(): JSX.Element {
  const [state, setState] = useState<Readiness | null>(null);
  useEffect(() => {
    let timer = 0;
    let stopped = false;
    const poll = async (): Promise<void> => {
      const next = await readiness();
      if (stopped) {
        return;
      }
      setState(next);
      timer = window.setTimeout(() => void poll(), next && next.done < next.total ? POLL_MS : IDLE_MS);
    };
    void poll();
    return () => {
      stopped = true;
      window.clearTimeout(timer);
    };
  }, []);
  if (state && state.done < state.total) {
    return (
      <p>
        <label>
          Loading: {state.done} of {state.total} files <progress max={state.total} value={state.done} />
        </label>
      </p>
    );
  }
  return <p>{state?.generation ? `Generation ${state.generation}` : "Loading…"}</p>;
}

/** The answer of /readyz, which is the same shape while it says 503. */
async function readiness(): Promise<Readiness | null> {
  try {
    const response = await fetch("/readyz", { headers: { Accept: "application/json" } });
    return (await response.json()) as Readiness;
  } catch {
    return null;
  }
}
