// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "preact/hooks";
import type { JSX } from "preact";
import { lazyView } from "./shared/lazy";
import { KeptView } from "./kept/kept_view";
import { useKept } from "./kept/reading_list";
import { LoadedView } from "./look/loaded_view";
import { followLinks, usePlace } from "./location";
import { ReadView } from "./read/read_view";
import { RegistryView } from "./look/registry_view";
import { SearchView } from "./search/search_view";
import { StoreStatus } from "./shared/store_status";

// The map and the graph bring libraries of their own, so they are fetched when first looked at.
const MapView = lazyView(() => import("./look/map_view").then((module) => module.MapView));
const GraphView = lazyView(() => import("./look/graph_view").then((module) => module.GraphView));
const GapsView = lazyView(() => import("./look/gaps_view").then((module) => module.GapsView));

function decoded(path: string): string {
  return path.split("/").map(decodeURIComponent).join("/");
}

function view(path: string, parameters: URLSearchParams): JSX.Element {
  const [, first = "", ...rest] = path.split("/");
  const tail = decoded(rest.join("/"));
  switch (first) {
    case "":
      return <SearchView parameters={parameters} />;
    case "read":
      return <ReadView key={tail} id={tail} parameters={parameters} />;
    case "browse":
      return <RegistryView key={path} path={tail} parameters={parameters} />;
    case "map":
      return <MapView />;
    case "graph":
      return <GraphView key={tail} id={tail} />;
    case "gaps":
      return <GapsView parameters={parameters} />;
    case "kept":
      return <KeptView />;
    case "loaded":
      return <LoadedView />;
    default:
      return (
        <>
          <h1>Nothing here</h1>
          <p>
            There is no page at {path}. <a href="/">Search</a> instead.
          </p>
        </>
      );
  }
}

const PAGES: [string, string][] = [
  ["/", "Search"],
  ["/browse", "Browse"],
  ["/map", "Map"],
  ["/gaps", "Serial gaps"],
  ["/kept", "Reading list"],
  ["/loaded", "What is loaded"],
  ["/docs", "API"],
];

function Navigation({ path }: { path: string }): JSX.Element {
  const kept = useKept();
  return (
    <nav aria-label="Views">
      <ul>
        {PAGES.map(([href, name]) => (
          <li key={href}>
            <a href={href} aria-current={(href === "/" ? path === "/" : path.startsWith(href)) ? "page" : undefined}>
              {name}
              {href === "/kept" && kept.length > 0 ? ` (${kept.length})` : ""}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** "/" goes to the search box from anywhere but a field that is being typed in. */
function useSearchKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = (event.target as Element | null)?.closest("input, textarea, select");
      const box = document.getElementById("q");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && box) {
        event.preventDefault();
        box.focus();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

export function App(): JSX.Element {
  const place = usePlace();
  useSearchKey();
  useEffect(() => {
    document.addEventListener("click", followLinks);
    return () => document.removeEventListener("click", followLinks);
  }, []);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <a class="name" href="/">
          Chancery
        </a>
        <Navigation path={place.path} />
      </header>
      <main id="main" tabIndex={-1}>
        {view(place.path, place.parameters)}
      </main>
      <footer>
        <StoreStatus />
      </footer>
    </>
  );
}
