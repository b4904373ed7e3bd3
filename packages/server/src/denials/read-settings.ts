import { Mistake } from "../mistake.ts";
import { readSize } from "../read-size.ts";
import { readSwitch } from "../read-switch.ts";
import { readUrl } from "../read-url.ts";

/** What the command line says of denials. */
export interface DenialSettings {
  /** Whether messages tell an authorization id and the policy that denied. */
  readonly hasIds: boolean;
  /** Without a slash at its end; undefined where it is the address that is listened on. */
  readonly consoleUrl: string | undefined;
  /** What denials that can be looked up may take in the store, with the documents that they were decided by. */
  readonly maxBytes: number;
}

export const DEFAULT_DENIALS_SIZE = "128M";
/** A few of the largest. */
const MIN_SIZE_BYTES = 8 * 1024 * 1024;

interface DenialOptions {
  readonly "authorization-ids": string;
  readonly "console-url": string | undefined;
  readonly "denials-size": string;
}

/** @throws Mistake that names the option and what is wrong with it. */
export function readDenialSettings(options: DenialOptions): DenialSettings {
  const size = options["denials-size"];
  const maxBytes = readSize("--denials-size", size);
  if (maxBytes < MIN_SIZE_BYTES) throw new Mistake(`--denials-size: "${size}" is less than 8M.`);
  return {
    hasIds: readSwitch("--authorization-ids", options["authorization-ids"]),
    consoleUrl: readUrl("--console-url", options["console-url"]),
    maxBytes,
  };
}
