import type { Console } from "../console/console.ts";
import type { Installation } from "../installation/installation.ts";
import type { IssuerPages } from "../issuers/issuer-pages.ts";
import type { Pipeline } from "../pipeline/handle.ts";
import type { Prepared } from "../seed/prepare-store.ts";

/** An installation with what answers requests about it. */
export interface Running {
  readonly installation: Installation;
  readonly pipeline: Pipeline;
  readonly issuers: IssuerPages;
  readonly console: Console;
  readonly prepared: Prepared;
}

/** The place of the installation that answers; a reset puts another there. */
export interface Standing {
  running(): Running;
  /** One after the other, so that each closes what the one before it opened. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** @param onReset called once another answers in the place of the one before */
export async function openStanding(open: () => Promise<Running>, onReset: () => void): Promise<Standing> {
  let running = await open();
  const resetOnce = async () => {
    const before = running;
    const next = await open();
    await loadAsBefore(before, next);
    running = next;
    onReset();
    await before.installation.close();
  };
  let resetting = Promise.resolve();
  return {
    running: () => running,
    reset() {
      const done = resetting.then(resetOnce);
      resetting = done.catch(() => {});
      return done;
    },
    close: () => running.installation.close(),
  };
}

/** What answers after a reset is as ready as what answered before it. */
async function loadAsBefore(before: Running, next: Running): Promise<void> {
  const ready = [...before.installation.services.standing()].filter(([, { state }]) => state === "ready");
  await Promise.all(ready.map(([name]) => next.installation.services.load(name)));
}
