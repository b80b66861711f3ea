// SPDX-License-Identifier: Apache-2.0
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A view whose code is fetched when it is first shown. */
export function lazyView<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return function LazyView(props: Props): JSX.Element {
    const [loaded, setLoaded] = useState<{ View: ComponentType<Props> } | null>(null);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      load().then(
        (View) => setLoaded({ View }),
        () => setFailed(true),
      );
    }, []);
    if (failed) {
      return (
        <p role="alert">This view could not be fetched. Reload the page; the program may have been updated meanwhile.</p>
      );
    }
    return loaded ? <loaded.View {...props} /> : <p role="status">One moment…</p>;
  };
}
