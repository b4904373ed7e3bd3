/** What a process that runs test files tells of each. */
export type Told =
  | { readonly kind: "report"; readonly text: string }
  | { readonly kind: "failures"; readonly text: string }
  | { readonly kind: "end"; readonly counts: Counts }
  /** It has run none of the file's tests: that takes a process in which no other file was. */
  | { readonly kind: "not here" };

/** As node's test runner counts them. */
export interface Counts {
  readonly tests: number;
  readonly suites: number;
  readonly passed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
  readonly todo: number;
}

export const NO_COUNTS: Counts = {
  tests: 0,
  suites: 0,
  passed: 0,
  failed: 0,
  cancelled: 0,
  skipped: 0,
  todo: 0,
};

export function addCounts(one: Counts, other: Counts): Counts {
  const sum = { ...one };
  for (const name of Object.keys(NO_COUNTS) as (keyof Counts)[]) sum[name] += other[name];
  return sum;
}
