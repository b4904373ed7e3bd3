import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { RELEASED } from "./manifests.ts";

export interface PackedRelease {
  readonly name: string;
  /** The tarball's path. */
  readonly file: string;
  readonly bytes: number;
  /** As npm tells it: `sha512-…`. */
  readonly integrity: string;
}

/** Packs what is released into a folder that is emptied first. */
export function packPackages(root: string, folder: string): readonly PackedRelease[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return RELEASED.map((name) => {
    const args = ["pack", "-w", name, "--json", "--loglevel=error", "--pack-destination", folder];
    const printed = execFileSync("npm", args, {
      cwd: root,
      encoding: "utf8",
      env: withoutDryRun(process.env),
    });
    // npm 11 tells a list, later ones an object by name. A script of the package may have printed something before.
    const told: Readonly<Record<string, Told>> = JSON.parse(printed.slice(printed.search(/^[[{]/m)));
    const { filename, size, integrity } = Object.values(told)[0]!;
    return { name, file: join(folder, filename), bytes: size, integrity };
  });
}

interface Told {
  readonly filename: string;
  readonly size: number;
  readonly integrity: string;
}

/** `npm run release --dry-run` tells every npm below it that nothing is to be written. */
export function withoutDryRun(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { npm_config_dry_run: _, ...rest } = environment;
  return rest;
}
