/** What the bench tells its nodes, and what they tell of themselves. */
export interface Order {
  readonly url: string;
  /** Numbers of users that this node makes; none where it only listens. */
  readonly from: number;
  readonly count: number;
  /** Over all nodes. */
  readonly total: number;
  readonly callers: number;
  /** One in so many works throws after it has written. */
  readonly failsOneIn: number;
}

export interface NodeReport {
  /** 1 for each number that was told. */
  readonly heard: Uint8Array;
  /** When "all" was told, on the machine's monotonic clock, in ms. */
  readonly allToldAtMs: Float64Array;
  /** By number from `from` on: when the write was acknowledged; NaN where it was not. */
  readonly acknowledgedAtMs: Float64Array;
  readonly refused: number;
}

export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
