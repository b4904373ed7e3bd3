import { useEffect } from "react";
import { createObservable, useObservable } from "../session/observable.ts";
import type { PageComponent, PageRow } from "./page-row.ts";

/** A page's component, or why its chunk did not come. */
export type LoadedPage =
  | { readonly is: "here"; readonly Page: PageComponent }
  | { readonly is: "missing"; readonly error: unknown };

const loaded = createObservable<ReadonlyMap<PageRow, LoadedPage>>(new Map());
const asked = new Map<PageRow, Promise<void>>();

/**
 * Loads a page's chunk, once. React's `lazy` would do it too, but shows what was loaded 300 ms late: it holds back what comes soon
 * after a fallback, and here nothing is shown in its place.
 */
export function loadPage(page: PageRow): Promise<void> {
  const promise = asked.get(page) ?? load(page);
  asked.set(page, promise);
  return promise;
}

async function load(page: PageRow): Promise<void> {
  const found = await page.load().then(
    (Page): LoadedPage => ({ is: "here", Page }),
    (error: unknown): LoadedPage => ({ is: "missing", error }),
  );
  loaded.write(new Map(loaded.read()).set(page, found));
}

/** The page's component, once it is there; its chunk is loaded where nobody has asked for it. */
export function usePage(page: PageRow | undefined): LoadedPage | undefined {
  const pages = useObservable(loaded);
  useEffect(() => {
    if (page !== undefined) void loadPage(page);
  }, [page]);
  return page === undefined ? undefined : pages.get(page);
}
