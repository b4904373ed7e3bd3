import type { networkInterfaces } from "node:os";
import type { Surroundings } from "../installation/installation.ts";
import type { TextOutput } from "../request-log/line-queue.ts";

/** Everything that the program takes from outside. */
export interface ProgramSurroundings extends Surroundings {
  /** A fresh UUID. */
  readonly newId: () => string;
  readonly processId: number;
  /** The variables that a seed may name. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The addresses of this machine. */
  readonly interfaces: ReturnType<typeof networkInterfaces>;
  /** For the person who runs the program: what went wrong inside. */
  readonly logError: (message: string) => void;
  /** Where lines about requests go. */
  readonly openOutput: () => TextOutput;
}
