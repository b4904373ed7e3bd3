import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestProgram } from "../../packages/server/src/program.test-support.ts";

/** Rolecall on a port of its own, in this process so that a story can turn the clock. */
export interface TestInstallation {
  readonly endpoint: string;
  readonly dataFolder: string;
  /** What Rolecall and its clients take for the time is ahead of the real one by so much. */
  advanceClock(ms: number): void;
  clockOffsetMs(): number;
  /** What the program reported as going wrong inside. */
  readonly errors: readonly string[];
  stop(): Promise<void>;
}

/** Starts an installation with a seed, given as the value that a seed file would hold. */
export async function startInstallation(
  seed: object,
  args: readonly string[] = [],
): Promise<TestInstallation> {
  const dataFolder = mkdtempSync(join(tmpdir(), "rolecall-story-"));
  const seedFile = join(dataFolder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(seed));
  let offsetMs = 0;
  const errors: string[] = [];
  const program = await startTestProgram(["--data", dataFolder, "--seed", seedFile, ...args], {
    clock: () => Date.now() + offsetMs,
    logError: (message) => errors.push(message),
  });
  return {
    endpoint: program.endpoint,
    dataFolder,
    errors,
    advanceClock(ms) {
      offsetMs += ms;
    },
    clockOffsetMs: () => offsetMs,
    async stop() {
      await program.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
