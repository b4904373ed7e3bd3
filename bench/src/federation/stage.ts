import type { Generator } from "../http/generator.ts";
import type { RunningRolecall, RunningServer } from "../http/servers.ts";
import type { BenchIssuer } from "./issuer.ts";

/** What all parts of the bench work with. */
export interface Stage {
  readonly generator: Generator;
  readonly connections: number;
  readonly barePost: RunningServer;
  readonly rolecall: RunningRolecall;
  readonly issuer: BenchIssuer;
  /** Gives each proof of the run a number of its own. */
  readonly nextNumber: () => number;
}
