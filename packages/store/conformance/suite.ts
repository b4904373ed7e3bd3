/** What every engine has to do, by category. */
import { describe, test } from "node:test";
import { atomicity } from "./atomicity.ts";
import { cascades } from "./cascades.ts";
import { changes } from "./changes.ts";
import { isolation } from "./isolation.ts";
import { loading } from "./loading.ts";
import { model } from "./model.ts";
import { nodes } from "./nodes.ts";
import { organizations } from "./organizations.ts";
import { pages } from "./pages.ts";
import { records } from "./records.ts";
import { remembering } from "./remembering.ts";
import { searches } from "./searches.ts";
import type { StoreFactory } from "./store-under-test.ts";
import { texts } from "./texts.ts";

const CATEGORIES = {
  records,
  texts,
  pages,
  cascades,
  organizations,
  atomicity,
  isolation,
  changes,
  remembering,
  searches,
  nodes,
  loading,
  model,
} as const;

export type Category = keyof typeof CATEGORIES;

export interface ConformanceOptions {
  /** Categories that the engine cannot have, each with the reason. */
  readonly exceptions?: Partial<Readonly<Record<Category, string>>>;
}

export function storeConformance(
  engine: string,
  factory: StoreFactory,
  options: ConformanceOptions = {},
): void {
  for (const [category, define] of Object.entries(CATEGORIES)) {
    const reason = options.exceptions?.[category as Category];
    const title = `${engine}: ${category}`;
    if (reason === undefined) describe(title, () => define(factory));
    else test(title, { skip: reason }, () => {});
  }
}
