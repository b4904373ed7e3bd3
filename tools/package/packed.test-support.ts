/** A package as `npm pack` writes it, in the hands of somebody who has nothing else of ours. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { findNode24 } from "./node-24.test-support.ts";
import { readReadme } from "./readme.test-support.ts";

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

interface PackedExpectations {
  /** Modules that its code may import besides its own files. */
  readonly imports: readonly string[];
}

const TYPES = fileURLToPath(new URL("../../node_modules/@types", import.meta.url));
const COMPILER = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
/** As a project has it that takes the types of its packages at their word, and of itself not. */
const COMPILER_OPTIONS = [
  "--noEmit",
  "--strict",
  "--module",
  "nodenext",
  "--target",
  "esnext",
  "--types",
  "node",
];

/**
 * Tests of a package: packed and installed in an empty project, its README's program compiles there, and prints what the README says,
 * on this Node and on the oldest that is promised. It has the size that the README states, licence and notice, no tests, and imports
 * nothing but what is expected.
 */
export function testPackedPackage(packageFolder: URL, { imports }: PackedExpectations): void {
  const readme = readReadme(packageFolder);
  const node24 = findNode24();
  let project: string;
  let packed: Packed;
  before(() => {
    project = mkdtempSync(join(tmpdir(), "rolecall-package-"));
    packed = pack(packageFolder, project);
    install(project, packed);
    writeFileSync(join(project, "program.ts"), readme.block("ts"));
  });
  after(() => rmSync(project, { recursive: true }));

  test("it holds what it should and imports nothing else", () => {
    assertContents(packed, readme.text);
    const { name } = JSON.parse(readFileSync(new URL("package.json", packageFolder), "utf8"));
    for (const { path } of packed.files.filter((file) => file.path.endsWith(".js"))) {
      const code = readFileSync(join(project, "node_modules", name, path), "utf8");
      assert.deepEqual(foreignImports(code, imports), [], `${path} imports what it may`);
    }
  });

  test("the README's program compiles against its types", () => {
    run(process.execPath, [COMPILER, ...COMPILER_OPTIONS, "--typeRoots", TYPES, "program.ts"], project);
  });

  test("the README's program prints what the README says", () => {
    assert.equal(run(process.execPath, ["program.ts"], project), readme.block("text"));
  });

  test(`it does so on Node ${node24.version}`, { skip: node24.missing ?? false }, () => {
    const node = join(node24.folder ?? "", "node");
    assert.equal(run(node, ["program.ts"], project), readme.block("text"));
  });
}

function pack(packageFolder: URL, into: string): Packed {
  const args = ["pack", "--json", "--loglevel=error", "--pack-destination", into];
  const printed = execFileSync("npm", args, { cwd: packageFolder, encoding: "utf8", stdio: "pipe" });
  return (JSON.parse(printed.slice(printed.indexOf("["))) as readonly Packed[])[0]!;
}

function assertContents({ size, files }: Packed, readmeText: string): void {
  const statedBytes = Number(/(\d+) kB packed/.exec(readmeText)?.[1]) * 1000;
  assert.ok(Math.abs(size - statedBytes) < statedBytes / 10, `${size} bytes, the README says ${statedBytes}`);
  const paths = files.map(({ path }) => path);
  assert.deepEqual(
    paths.filter((path) => /test/.test(path)),
    [],
  );
  assert.ok(paths.includes("LICENSE") && paths.includes("NOTICE"), paths.join(", "));
}

function install(project: string, { filename }: Packed): void {
  writeFileSync(join(project, "package.json"), '{"type":"module"}');
  const quiet = ["--offline", "--no-audit", "--no-fund", "--loglevel=error"];
  run("npm", ["install", ...quiet, `./${filename}`], project);
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
