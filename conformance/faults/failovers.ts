/** What was seen of leaders that were killed, in few figures. */
export interface Failover {
  /** From the last write that was acknowledged to the next. */
  readonly absentMs: number;
  /** By action, of those that were sent meanwhile. */
  readonly reads: Readonly<Record<string, { readonly asked: number; readonly failed: number }>>;
}

export function describeFailovers(failovers: readonly Failover[]): object {
  const absent = failovers.map(({ absentMs }) => Math.round(absentMs)).sort((a, b) => a - b);
  const reads: Record<string, { asked: number; failed: number }> = {};
  for (const [action, { asked, failed }] of failovers.flatMap((each) => Object.entries(each.reads))) {
    reads[action] ??= { asked: 0, failed: 0 };
    reads[action].asked += asked;
    reads[action].failed += failed;
  }
  return {
    "writes again after, ms": { median: absent[Math.floor(absent.length / 2)], max: absent.at(-1) },
    "reads meanwhile": reads,
  };
}
