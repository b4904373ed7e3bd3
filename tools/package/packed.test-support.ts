/** A package as `npm pack` writes it, in the hands of somebody who has nothing else of ours. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readReadme } from "./readme.test-support.ts";

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

interface PackedExpectations {
  /** Folders of our packages that this one needs; they are packed and installed beside it. */
  readonly needs?: readonly URL[];
  /** Modules that its code may import besides its own files. */
  readonly imports: readonly string[];
}

/**
 * Packs a package, installs it in an empty project, runs the README's program there and holds what it prints against what the
 * README says. The package has the size that its README states, no tests, and imports nothing but what is expected.
 */
export function assertPackedPackage(packageFolder: URL, { needs = [], imports }: PackedExpectations): void {
  const project = mkdtempSync(join(tmpdir(), "rolecall-package-"));
  try {
    const readme = readReadme(packageFolder);
    const packed = pack(packageFolder, project);
    assertContents(packed, readme.text);
    install(project, [packed, ...needs.map((folder) => pack(folder, project))]);
    writeFileSync(join(project, "program.ts"), readme.block("ts"));
    assert.equal(run(process.execPath, ["program.ts"], project), readme.block("text"));
    const { name } = JSON.parse(readFileSync(new URL("package.json", packageFolder), "utf8"));
    for (const { path } of packed.files.filter((file) => file.path.endsWith(".js"))) {
      const code = readFileSync(join(project, "node_modules", name, path), "utf8");
      assert.deepEqual(foreignImports(code, imports), [], `${path} imports what it may`);
    }
  } finally {
    rmSync(project, { recursive: true });
  }
}

function pack(packageFolder: URL, into: string): Packed {
  const args = ["pack", "--json", "--loglevel=error", "--pack-destination", into];
  const printed = execFileSync("npm", args, { cwd: packageFolder, encoding: "utf8", stdio: "pipe" });
  return (JSON.parse(printed.slice(printed.indexOf("["))) as readonly Packed[])[0]!;
}

function assertContents({ size, files }: Packed, readmeText: string): void {
  const statedBytes = Number(/(\d+) kB packed/.exec(readmeText)?.[1]) * 1000;
  assert.ok(Math.abs(size - statedBytes) < statedBytes / 10, `${size} bytes, the README says ${statedBytes}`);
  assert.deepEqual(
    files.filter(({ path }) => /test/.test(path)),
    [],
  );
}

function install(project: string, packages: readonly Packed[]): void {
  writeFileSync(join(project, "package.json"), '{"type":"module"}');
  const quiet = ["--offline", "--no-audit", "--no-fund", "--loglevel=error"];
  run("npm", ["install", ...quiet, ...packages.map(({ filename }) => `./${filename}`)], project);
}

function run(program: string, args: readonly string[], cwd: string): string {
  return execFileSync(program, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1" },
  });
}

function foreignImports(code: string, allowed: readonly string[]): readonly string[] {
  return Array.from(code.matchAll(/^(?:import|export) .*? from "(.*?)";/gms), ([, from]) => from!).filter(
    (from) => !/^\.\.?\/.*\.js$/.test(from) && !allowed.includes(from),
  );
}
