import { CredentialsRefused, type FetchRoleCredentials, type RoleCredentials } from "./role-credentials.ts";
import { LEAST_SERVED_MS, LONGEST_PAUSE_MS, pauseMs, renewalTimeMs } from "./schedule.ts";

export interface CredentialSourceParts {
  readonly fetch: FetchRoleCredentials;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** How old credentials may get, however long they live. */
  readonly renewEveryMs: number;
}

/** Credentials of one role, for however many programs. */
export interface CredentialSource {
  /**
   * Good ones, at once where there are any that are not about to end.
   * @throws CredentialsRefused where the server gives none; what the fetching threw, where there are none that live.
   */
  get(): Promise<RoleCredentials>;
  /** Replaces what is due, asked or not. To be called every few seconds. */
  tick(): void;
  /** What was issued up to then is not handed out any more: the server says that it was revoked. */
  revoke(issuedUpToMs: number): void;
}

/** A client gives up after a second: nobody waits longer for new credentials while old ones are at hand. */
const PATIENCE_MS = 600;

/** Makes the source of a role's credentials: fetched once for all who ask, replaced before they end, kept while the server is away. */
export function createCredentialSource(parts: CredentialSourceParts): CredentialSource {
  return new Source(parts);
}

class Source implements CredentialSource {
  readonly #parts: CredentialSourceParts;
  #current: RoleCredentials | undefined;
  #fetching: Promise<void> | undefined;
  #failures = 0;
  #lastError: unknown;
  #pausedUntilMs = 0;
  #revokedUpToMs = Number.NEGATIVE_INFINITY;
  #revocations = 0;

  constructor(parts: CredentialSourceParts) {
    this.#parts = parts;
  }

  async get(): Promise<RoleCredentials> {
    const current = this.#living();
    if (current === undefined) {
      await this.#refresh();
      return this.#need();
    }
    if (!this.#isDue(current)) return current;
    const refreshing = this.#refresh();
    if (current.expiresAtMs - this.#parts.clock() >= LEAST_SERVED_MS) return current;
    await Promise.race([refreshing, this.#parts.wait(PATIENCE_MS)]);
    return this.#need();
  }

  tick(): void {
    const current = this.#living();
    if (current !== undefined && this.#isDue(current)) void this.#refresh();
  }

  revoke(issuedUpToMs: number): void {
    // Told again of what was heeded already: what came since may be dated before it, where clocks differ.
    if (issuedUpToMs <= this.#revokedUpToMs) return;
    this.#revokedUpToMs = issuedUpToMs;
    this.#revocations += 1;
    if (this.#current === undefined || this.#current.issuedAtMs > issuedUpToMs) return;
    this.#current = undefined;
    void this.#refresh();
  }

  #living(): RoleCredentials | undefined {
    const current = this.#current;
    return current !== undefined && current.expiresAtMs > this.#parts.clock() ? current : undefined;
  }

  #need(): RoleCredentials {
    const current = this.#living();
    if (current === undefined) throw this.#lastError;
    return current;
  }

  #isDue(current: RoleCredentials): boolean {
    return this.#parts.clock() >= renewalTimeMs(current, this.#parts.renewEveryMs);
  }

  /** Settles when the fetching that is under way has; at once where the server is left in peace. Never rejects. */
  #refresh(): Promise<void> {
    if (this.#fetching !== undefined) return this.#fetching;
    if (this.#isPausing()) return Promise.resolve();
    this.#fetching = this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  #isPausing(): boolean {
    const leftMs = this.#pausedUntilMs - this.#parts.clock();
    // More than any pause: somebody has set the clock back.
    return this.#failures > 0 && leftMs > 0 && leftMs <= LONGEST_PAUSE_MS;
  }

  async #fetch(): Promise<void> {
    try {
      const known = this.#revocations;
      const fetched = await this.#parts.fetch();
      // What was on the way when a revocation was heard of may be older than it.
      this.#current = known === this.#revocations ? fetched : await this.#parts.fetch();
      this.#failures = 0;
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const { clock, random } = this.#parts;
    this.#lastError = error;
    this.#failures += 1;
    this.#pausedUntilMs = clock() + pauseMs(this.#failures, random());
    // INVARIANT: what a server takes back is not handed out. Only where it cannot be asked do the last good ones go on.
    if (error instanceof CredentialsRefused) this.#current = undefined;
  }
}
