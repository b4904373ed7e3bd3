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
  /** As a reset, to what an image holds. @throws StoreError, ConfigurationError where it cannot be; what stands stays */
  load(image: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** @param onReset called once another answers in the place of the one before */
export async function openStanding(
  open: (image?: Uint8Array) => Promise<Running>,
  onReset: () => void,
): Promise<Standing> {
  let running = await open();
  const replaceOnce = async (image?: Uint8Array) => {
    const before = running;
    const next = await open(image);
    await loadAsBefore(before, next);
    running = next;
    onReset();
    await before.installation.close();
  };
  let replacing = Promise.resolve();
  const replace = (image?: Uint8Array) => {
    const done = replacing.then(() => replaceOnce(image));
    replacing = done.catch(() => {});
    return done;
  };
  return {
    running: () => running,
    reset: () => replace(),
    load: (image) => replace(image),
    close: () => running.installation.close(),
  };
}

/** What answers after a reset is as ready as what answered before it. */
async function loadAsBefore(before: Running, next: Running): Promise<void> {
  const ready = [...before.installation.services.standing()].filter(([, { state }]) => state === "ready");
  await Promise.all(ready.map(([name]) => next.installation.services.load(name)));
}
