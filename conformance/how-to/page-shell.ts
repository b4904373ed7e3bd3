import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export interface Ran {
  readonly code: number;
  /** Both streams, as a terminal shows them. */
  readonly output: string;
}

/** A shell in a folder of its own, in which a reader of a page does what stands there: what one command sets, the next one has. */
export interface PageShell {
  write(name: string, text: string): void;
  run(commands: string): Promise<Ran>;
  close(): void;
}

interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  /** Programs of the provider's, which are not here: what each of them does, for `sh`. */
  readonly programs: Readonly<Record<string, string>>;
}

export function openPageShell({ environment, programs }: Surroundings): PageShell {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-page-"));
  const bin = join(folder, ".bin");
  mkdirSync(bin);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const child = spawn("bash", ["--norc"], {
    cwd: folder,
    env: { HOME: folder, PATH: `${bin}:${process.env.PATH}`, ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ends = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const [script, output] = [join(folder, ".commands"), join(folder, ".output")];
  return {
    write: (name, text) => writeFileSync(join(folder, name), text),
    async run(commands) {
      writeFileSync(script, `${commands}\n`);
      child.stdin.write(`source ${script} > ${output} 2>&1 < /dev/null; echo "ended $?"\n`);
      const { value, done } = await ends.next();
      if (done) throw new Error(`The shell ended at: ${commands}`);
      return { code: Number(/^ended (\d+)$/.exec(value)?.[1]), output: readFileSync(output, "utf8").trim() };
    },
    close() {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
