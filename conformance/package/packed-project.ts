import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "../../packages/rolecall/generator/generate.ts";
import { type ClientRun, runClient } from "../installation/external-client.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_TIMEOUT_MS = 60_000;

export interface PackedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/** What `npm pack --json` tells of a package. */
export interface PackedPackage {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly PackedFile[];
}

/** An empty project in which the packed package was installed, and nothing else. */
export interface PackedProject {
  readonly folder: string;
  readonly packed: PackedPackage;
  /** How the native dependency came without a network. */
  readonly nativeFrom: "npm's cache" | "the repository's node_modules";
  readonly installMs: number;
  /** Runs `COMMAND ARGS` in the folder, with the Node of this folder first in PATH. */
  run(nodeFolder: string, command: string, args: readonly string[]): Promise<ClientRun>;
  close(): void;
}

/** The folder of the Node that runs the tests. */
export const OWN_NODE_FOLDER: string = dirname(process.execPath);

/** Packs the package as it is made of today's sources, and installs it without a network. */
export async function createPackedProject(): Promise<PackedProject> {
  await generate();
  const folder = mkdtempSync(join(tmpdir(), "rolecall-packed-"));
  const packed = pack("rolecall", folder);
  const startedMs = performance.now();
  const nativeFrom = install(folder, packed);
  return {
    folder,
    packed,
    nativeFrom,
    installMs: performance.now() - startedMs,
    run: (nodeFolder, command, args) =>
      runClient(command, { args, folder, environment: environmentOf(nodeFolder) }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Packs a workspace into a folder. */
function pack(workspace: string, into: string): PackedPackage {
  const args = ["pack", "-w", workspace, "--json", "--loglevel=error", "--pack-destination", into];
  const printed = execFileSync("npm", args, { cwd: ROOT, encoding: "utf8", stdio: "pipe" });
  const told: unknown = JSON.parse(printed.slice(printed.search(/^[[{]/m)));
  // npm 11 tells a list, later ones an object by name.
  const [one] = Object.values(told as Readonly<Record<string, PackedPackage>>);
  return one!;
}

function install(folder: string, { filename }: PackedPackage): PackedProject["nativeFrom"] {
  const args = ["install", "--save-dev", "--offline", "--no-audit", "--no-fund", "--loglevel=error"];
  const run = () => execFileSync("npm", [...args, `./${filename}`], { cwd: folder, stdio: "pipe" });
  writeFileSync(join(folder, "package.json"), "{}");
  try {
    run();
    return "npm's cache";
  } catch {
    // npm ci caches what it fetches by the lock file, and need not have cached which versions there are.
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    cpSync(join(ROOT, "node_modules/@node-rs"), join(folder, "node_modules/@node-rs"), { recursive: true });
    run();
    return "the repository's node_modules";
  }
}

function environmentOf(nodeFolder: string): Readonly<Record<string, string>> {
  return { PATH: `${nodeFolder}${delimiter}${process.env.PATH}`, NODE_OPTIONS: "", NO_COLOR: "1" };
}

export interface RunningCommand {
  readonly endpoint: string;
  readonly child: ChildProcess;
  printed(): string;
  /** Sends a signal to the process that was started, or to all of its group as a terminal does; resolves once it has ended. */
  stop(signal: NodeJS.Signals, whom?: "process" | "group"): Promise<void>;
}

/**
 * Starts a command that serves, in a process group of its own.
 * @throws Error with what was printed where it does not listen
 */
export async function startCommand(
  folder: string,
  nodeFolder: string,
  [program, ...args]: readonly [string, ...string[]],
): Promise<RunningCommand> {
  const environment = { PATH: process.env.PATH, HOME: process.env.HOME, ...environmentOf(nodeFolder) };
  const child = spawn(program, args, {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const listening = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`It does not listen: ${printed}`)), START_TIMEOUT_MS);
    const ended = () => reject(new Error(`It ended: ${printed}`));
    child.once("exit", ended);
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => {
        printed += chunk;
        const endpoint = /(http:\/\/127\.0\.0\.1:\d+)[\s\S]*\n$/.exec(printed)?.[1];
        if (endpoint === undefined) return;
        clearTimeout(timer);
        child.off("exit", ended);
        resolve(endpoint);
      });
  });
  const endpoint = await listening;
  return {
    endpoint,
    child,
    printed: () => printed,
    async stop(signal, whom = "process") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      // Until nobody can print any more: whoever the child started has its output too.
      const closed = once(child, "close");
      process.kill(whom === "group" ? -child.pid! : child.pid!, signal);
      await closed;
    },
  };
}
