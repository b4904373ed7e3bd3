import { type LazyExoticComponent, lazy } from "react";
import type { PageComponent, PageRow } from "./page-row.ts";

const loaded = new WeakMap<PageRow, LazyExoticComponent<PageComponent>>();

/** The page's component, whose chunk is loaded when it is first shown. React's `lazy` wants a default export, and we have none. */
export function lazyPage(page: PageRow): LazyExoticComponent<PageComponent> {
  const known = loaded.get(page);
  if (known !== undefined) return known;
  const component = lazy(async () => ({ default: await page.load() }));
  loaded.set(page, component);
  return component;
}
