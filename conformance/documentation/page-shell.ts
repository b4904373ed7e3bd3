import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

const MODULES = new URL("../../node_modules", import.meta.url).pathname;

export interface Ran {
  readonly code: number;
  /** Both streams, as a terminal shows them. */
  readonly output: string;
}

/** A shell in a folder of its own, in which a reader of a page does what stands there: what one command sets, the next one has. */
export interface PageShell {
  readonly folder: string;
  write(name: string, text: string): void;
  run(commands: string): Promise<Ran>;
  close(): void;
}

export interface ShellSurroundings {
  readonly environment: Readonly<Record<string, string>>;
  /** Programs that are not here, or not as the page has them: what each of them does, for `sh`. */
  readonly programs: Readonly<Record<string, string>>;
  /** The data folder of the installation, which is `data` in the shell's. */
  readonly dataFolder: string | undefined;
}

export function openPageShell({ environment, programs, dataFolder }: ShellSurroundings): PageShell {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-page-"));
  const bin = join(folder, ".bin");
  mkdirSync(bin);
  writeFileSync(join(folder, ".servers"), "");
  // What a page says is installed, is.
  symlinkSync(MODULES, join(folder, "node_modules"));
  if (dataFolder !== undefined) symlinkSync(dataFolder, join(folder, "data"));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const child = spawn("bash", ["--norc"], {
    cwd: folder,
    env: { HOME: folder, PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}`, ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ends = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const [script, output] = [join(folder, ".commands"), join(folder, ".output")];
  return {
    folder,
    write: (name, text) => writeFileSync(join(folder, name), text),
    async run(commands) {
      writeFileSync(script, `${commands}\n`);
      writeFileSync(output, "");
      // Appended to by whoever writes, so that nobody writes over what another wrote.
      child.stdin.write(`source ${script} >> ${output} 2>&1 < /dev/null; echo "ended $?"\n`);
      const { value, done } = await ends.next();
      if (done) throw new Error(`The shell ended at: ${commands}`);
      return { code: Number(/^ended (\d+)$/.exec(value)?.[1]), output: readFileSync(output, "utf8").trim() };
    },
    close() {
      child.kill("SIGKILL");
      endServers(join(folder, ".servers"));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a page started and left running, as in a terminal of its own. @param list a process id a line */
function endServers(list: string): void {
  for (const id of readFileSync(list, "utf8")
    .split("\n")
    .filter((line) => line !== "")) {
    try {
      process.kill(Number(id), "SIGKILL");
    } catch {
      // It ended by itself, as a page may tell it to.
    }
  }
}
