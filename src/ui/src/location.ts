// SPDX-License-Identifier: Apache-2.0
// Where the reader is. Everything that can be seen is said by the URL, so that Back, bookmarks and
// links sent to others work.
import { useEffect, useState } from "preact/hooks";

export interface Place {
  path: string;
  parameters: URLSearchParams;
  hash: string;
}

function here(): Place {
  return {
    path: window.location.pathname,
    parameters: new URLSearchParams(window.location.search),
    hash: window.location.hash,
  };
}

const MOVED = "chancery:moved";

/** Go to a path of ours. Replacing leaves no step for Back. */
export function navigate(href: string, options: { replace?: boolean; keepScroll?: boolean } = {}): void {
  if (options.replace) {
    window.history.replaceState(null, "", href);
  } else {
    window.history.pushState(null, "", href);
  }
  window.dispatchEvent(new Event(MOVED));
  if (!options.keepScroll && !window.location.hash) {
    window.scrollTo(0, 0);
  }
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const update = (): void => setPlace(here());
    window.addEventListener("popstate", update);
    window.addEventListener("hashchange", update);
    window.addEventListener(MOVED, update);
    return () => {
      window.removeEventListener("popstate", update);
      window.removeEventListener("hashchange", update);
      window.removeEventListener(MOVED, update);
    };
  }, []);
  return place;
}

const VIEWS = ["/", "/read/", "/browse", "/graph/", "/map", "/gaps", "/kept", "/loaded"];

function isView(path: string): boolean {
  return VIEWS.some((view) => (view === "/" ? path === "/" : path === view || path.startsWith(view)));
}

/** Links to our own views change the view without loading the page again. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) {
    return;
  }
  const link = (event.target as Element | null)?.closest("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== window.location.origin) {
    return;
  }
  const inPage = link.pathname === window.location.pathname && link.search === window.location.search && link.hash;
  if (!isView(link.pathname) || inPage) {
    return;
  }
  event.preventDefault();
  navigate(link.pathname + link.search + link.hash);
}

/** The parameters as a query with its "?", or nothing; empty values are left out. */
export function queryOf(parameters: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const [name, value] of parameters) {
    if (value !== "") {
      kept.append(name, value);
    }
  }
  const text = kept.toString();
  return text ? `?${text}` : "";
}
