/**
 * How clients of AWS's keep credentials, as far as it decides whether they use ended ones: from their sources, and from runs of the real ones
 * on a patched clock.
 */
import type { RoleCredentials } from "./role-credentials.ts";

const MINUTE_MS = 60_000;

export interface Surroundings {
  readonly clock: () => number;
  readonly random: () => number;
  /** The credentials that are served now. @throws where none are */
  readonly ask: () => Promise<RoleCredentials>;
}

/** A program that signs a request now and then. */
export interface ModelClient {
  /** The credentials that a request is signed with now. @throws where the client has none */
  use(): Promise<RoleCredentials>;
}

/**
 * botocore over the metadata service: what ends within a quarter of an hour and 2 to 10 minutes is taken for good for as long from now on, whatever
 * its end (`InstanceMetadataFetcher._evaluate_expiration`); it is asked for again when less than a quarter of an hour seems to be left.
 */
export function botocoreOfInstance({ clock, random, ask }: Surroundings): ModelClient {
  let kept: { readonly credentials: RoleCredentials; readonly endMs: number } | undefined;
  return {
    async use() {
      if (kept === undefined || kept.endMs - clock() < 15 * MINUTE_MS) {
        const credentials = await ask().catch(() => undefined);
        const windowMs = 15 * MINUTE_MS + (120 + Math.floor(random() * 481)) * 1_000;
        const last = credentials ?? kept?.credentials;
        if (last === undefined) throw new Error("No credentials.");
        const isNear = clock() >= last.expiresAtMs - windowMs;
        kept = { credentials: last, endMs: isNear ? clock() + windowMs : last.expiresAtMs };
      }
      return kept.credentials;
    },
  };
}

/** botocore over a container's route: the true end; asked for again with 15 minutes left, and an error with 10. */
export function botocoreOfContainer({ clock, ask }: Surroundings): ModelClient {
  let kept: RoleCredentials | undefined;
  return {
    async use() {
      const leftMs = (kept?.expiresAtMs ?? 0) - clock();
      if (leftMs >= 15 * MINUTE_MS && kept !== undefined) return kept;
      try {
        kept = await ask();
      } catch (error) {
        if (kept === undefined || leftMs < 10 * MINUTE_MS) throw error;
      }
      if (kept.expiresAtMs - clock() <= 0) throw new Error("The refreshed credentials are still expired.");
      return kept;
    },
  };
}

/** The SDK for JavaScript, version 3: asked for in the background with 5 minutes left, and waited for behind the end. */
export function javaScript({ clock, ask }: Surroundings): ModelClient {
  let kept: RoleCredentials | undefined;
  return {
    async use() {
      if (kept === undefined || kept.expiresAtMs <= clock()) {
        kept = await ask();
        return kept;
      }
      const used = kept;
      if (kept.expiresAtMs - clock() < 5 * MINUTE_MS) kept = await ask().catch(() => used);
      return used;
    },
  };
}

/** The SDK for Go, version 2: at the end itself, or an hour after they were fetched. */
export function go({ clock, ask }: Surroundings): ModelClient {
  let kept: { readonly credentials: RoleCredentials; readonly untilMs: number } | undefined;
  return {
    async use() {
      if (kept === undefined || clock() >= kept.untilMs) {
        const credentials = await ask().catch((error) => {
          if (kept === undefined) throw error;
          return kept.credentials;
        });
        kept = { credentials, untilMs: Math.min(credentials.expiresAtMs, clock() + 60 * MINUTE_MS) };
      }
      return kept.credentials;
    },
  };
}
