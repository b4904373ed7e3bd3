import { Mistake } from "../mistake.ts";
import { readSeconds } from "../read-seconds.ts";

/** What is run once the server answers. */
export interface InitSettings {
  readonly folder: string;
  /** Of each script. */
  readonly timeoutSeconds: number;
}

/** @throws Mistake */
export function readInitSettings(
  { init, "init-timeout": timeout }: { readonly init: string | undefined; readonly "init-timeout": string },
  workers: number,
): InitSettings | undefined {
  const timeoutSeconds = readSeconds("--init-timeout", timeout);
  if (init === undefined) return undefined;
  if (workers > 1)
    throw new Mistake(
      "--init: several processes cannot say whether scripts have ended; leave --workers out.",
    );
  return { folder: init, timeoutSeconds };
}
