/** What the bench tells its nodes, and what they tell of themselves. */
export interface Order {
  readonly url: string;
  /** Of a standby, by which a node hears that is cut off from the primary. */
  readonly readUrl?: string | undefined;
  /** Without hints, as on a standby, a node that looks too seldom is told "all", and not what changed. */
  readonly pollMs?: number;
  /** Numbers of users that this node makes; none where it only listens. */
  readonly from: number;
  readonly count: number;
  /** Over all nodes. */
  readonly total: number;
  readonly callers: number;
  /** One in so many works throws after it has written; they come in bursts. */
  readonly failsOneIn: number;
}

export interface NodeReport {
  /** 1 for each number that was told. */
  readonly heard: Uint8Array;
  /** When "all" was told, on the machine's monotonic clock, in ms. */
  readonly allToldAtMs: Float64Array;
  /** By number from `from` on: when the write was acknowledged; NaN where it was not. */
  readonly acknowledgedAtMs: Float64Array;
  /** Works that threw after they had written. */
  readonly rolledBack: number;
  readonly refused: number;
}

export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;
