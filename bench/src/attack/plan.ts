/** What an attacker does on one connection after the other; plain data, since it goes to a process of its own. */
export interface AttackPlan {
  readonly port: number;
  readonly connections: number;
  readonly manner: Manner;
  /** Sent over and over, each connection beginning with another. */
  readonly payloads: readonly Uint8Array[];
}

/**
 * `ask`: one request after another, each answer read. `pour`: all payloads at once, no answer read, then a connection anew.
 * `hold`: the payload, then nothing more on that connection, for as long as the server lets it.
 */
export type Manner = "ask" | "pour" | "hold";
