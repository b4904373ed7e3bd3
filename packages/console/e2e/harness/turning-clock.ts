import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestProgram } from "../../../server/src/program.test-support.ts";
import type { ConsoleServer } from "./start-server.ts";

const DAY_MS = 86_400_000;

/** Starts servers in the test's own process, whose clock it turns; the browser's stays. */
export interface TurningClock {
  readonly start: (seed: string) => Promise<ConsoleServer>;
  readonly advanceDays: (days: number) => void;
}

export function createTurningClock(): TurningClock {
  let aheadMs = 0;
  return {
    advanceDays(days) {
      aheadMs += days * DAY_MS;
    },
    async start(seed) {
      const folder = mkdtempSync(join(tmpdir(), "rolecall-console-"));
      writeFileSync(join(folder, "seed.yaml"), seed);
      const errors: string[] = [];
      const program = await startTestProgram(["--ephemeral", "--seed", join(folder, "seed.yaml")], {
        clock: () => Date.now() + aheadMs,
        logError: (message) => errors.push(message),
      });
      return {
        endpoint: program.endpoint,
        async stop() {
          await program.close();
          rmSync(folder, { recursive: true, force: true });
          if (errors.length > 0) throw new Error(errors.join("\n"));
        },
      };
    },
  };
}
