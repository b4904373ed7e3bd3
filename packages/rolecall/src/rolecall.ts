import type { AuditEvent } from "./audit-event.ts";
import type { Denial } from "./denial.ts";
import type { Seed } from "./seed.ts";

/** How `startRolecall` is to start. */
export interface RolecallOptions {
  /** What the installation begins with, or the text of a seed file in YAML or JSON. Without one: an account and a user `admin`. */
  readonly seed?: Seed | string | undefined;
  /** The same from a file. */
  readonly seedFile?: string | undefined;
  /** The port to listen on, of 127.0.0.1; any that is free where absent. */
  readonly port?: number | undefined;
  /** Further options, as `rolecall start` takes them: `["--account-id", "111111111111"]`. */
  readonly startOptions?: readonly string[] | undefined;
  /** Told what went wrong inside; where absent it is written to stderr. */
  readonly onError?: ((message: string) => void) | undefined;
}

/** An installation in the memory of this process. */
export interface Rolecall {
  /** `http://127.0.0.1:PORT`: what clients take as their endpoint. */
  readonly endpoint: string;
  /** A region that clients can name. */
  readonly region: string;
  readonly clock: RolecallClock;
  /**
   * The keys of a user of the seed, as AWS's clients take them.
   * @param name a user's, or `root`; `ACCOUNT/NAME` where several accounts have it
   * @throws RolecallError, code `credentials`, which lists who has keys
   */
  credentials(name: string): RolecallCredentials;
  /**
   * The environment variables by which AWS's clients of a child process become that user.
   * @throws RolecallError as `credentials` does
   */
  env(name: string): RolecallEnvironment;
  /** Back to the seed, and to the machine's clock: what `POST /_rolecall/reset` does. */
  reset(): Promise<void>;
  /** What was recorded since the start or the last reset, the oldest first; of very many the newest. */
  audit(): Promise<readonly AuditEvent[]>;
  /** What policies denied since then, the oldest first. */
  denials(): Promise<readonly Denial[]>;
  /** Lets requests end and frees the port. Once, however often it is asked for. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface RolecallCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export type RolecallEnvironment = Readonly<
  Record<
    "AWS_ENDPOINT_URL" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" | "AWS_REGION" | "AWS_DEFAULT_REGION",
    string
  >
>;

/** Rolecall's own clock: what has a lifetime goes by it. It runs on from wherever it is put. */
export interface RolecallClock {
  now(): Date;
  /** @throws RolecallError, code `clock`, for a time before 2000 or after 2099 */
  set(time: Date | string | number): void;
  /** Adds up what it is given. @throws RolecallError, code `clock`, where something is negative or no number */
  advance(by: Advance): void;
}

export interface Advance {
  readonly seconds?: number | undefined;
  readonly minutes?: number | undefined;
  readonly hours?: number | undefined;
  readonly days?: number | undefined;
}
