/** Tells the person who runs the program that events are lost: at once, then once a minute, and when it is over. */
export interface LossReport {
  lost(error: unknown, events: number): void;
  written(): void;
}

interface LossReportParts {
  /** Which log. */
  readonly subject: string;
  readonly now: () => number;
  readonly tell: (message: string) => void;
}

const TELL_EVERY_MS = 60_000;

export function createLossReport({ subject, now, tell }: LossReportParts): LossReport {
  let lostEvents = 0;
  let isTold = false;
  let toldAtMs = Number.NaN;
  return {
    lost(error, events) {
      lostEvents += events;
      const nowMs = now();
      if (Math.abs(nowMs - toldAtMs) < TELL_EVERY_MS) return;
      isTold = true;
      toldAtMs = nowMs;
      const reason = error instanceof Error ? error.message : String(error);
      tell(
        `${subject}: events cannot be written (${reason}); requests go on without a record, ${lostEvents} events are lost so far.`,
      );
    },
    written() {
      if (!isTold) return;
      isTold = false;
      tell(`${subject}: events are written again; ${lostEvents} were lost.`);
      lostEvents = 0;
    },
  };
}
