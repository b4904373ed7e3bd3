/** One measured case: its name, its figures (the unit at the end of each name), and what they are compared with. */
export type ReportLine = { readonly case: string } & Readonly<Record<string, string | number | boolean>>;

export type Report = (line: ReportLine) => void;

export interface BenchOptions {
  readonly report: Report;
  /** Fewer rounds and shorter samples: to see that a bench works, not to quote it. */
  readonly quick: boolean;
  /** Connections that the load of whole requests comes over; undefined: the bench's own number. */
  readonly connections: number | undefined;
  /** Of the store, where a bench asks. */
  readonly engine: string | undefined;
}
