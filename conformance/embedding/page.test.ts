/** What docs/embedding.md and README say of it is run as it stands there. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { COMPANY } from "./company.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const blocksOf = (page: string, language: string) =>
  [...readFileSync(join(ROOT, page), "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, its]) => its === language)
    .map(([, , text = ""]) => text);

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-page-"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "seed.yaml"), JSON.stringify(COMPANY));
});
after(() => rmSync(folder, { recursive: true }));

/** What it printed. */
async function run(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { cwd: folder, timeout: 120_000 });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  const [code] = await once(child, "close");
  assert.equal(code, 0, printed);
  return printed;
}

function runModule(text: string): Promise<string> {
  const file = join(folder, "block.mjs");
  writeFileSync(file, text);
  return run(process.execPath, ["-C", "@rolecall/source", file]);
}

const EXPECTED = [
  /^arn:aws:iam::\d{12}:user\/admin\n$/,
  /^iam:CreateUser implicitDeny \{[^}]*Action: 'iam:CreateUser'[\s\S]*Denied because no identity-based policy allows it/,
  /^ExpiredToken\n$/,
];

test("each block of the page does what the page says", async () => {
  const blocks = blocksOf("docs/embedding.md", "js");
  assert.equal(blocks.length, EXPECTED.length);
  for (const [nth, block] of blocks.entries()) assert.match(await runModule(block), EXPECTED[nth]!);
});

test("README's block runs", async () => {
  const [block, ...others] = blocksOf("README.md", "js");
  assert.equal(others.length, 0);
  assert.equal(await runModule(block ?? ""), "[]\n");
});

test("the clock is moved over HTTP as the page says", async () => {
  const block = blocksOf("docs/embedding.md", "sh").find((each) => each.includes("/_rolecall/clock"));
  // As npx runs it where the package is installed.
  const npx = join(folder, "npx");
  writeFileSync(npx, `#!/bin/sh\nshift\nexec "${join(ROOT, "packages/server/bin/rolecall.js")}" "$@"\n`);
  chmodSync(npx, 0o755);
  const script = `PATH="${folder}:$PATH"\ntrap 'kill $!' EXIT\n${block}`;
  const answers = [
    ...(await run("sh", ["-ec", script])).matchAll(/^\{"now":"(.*)","movedSeconds":(.*)\}$/gm),
  ];
  assert.equal(answers.length, 3);
  assert.equal(answers[0]?.[2], "3600");
  assert.match(answers[1]?.[1] ?? "", /^2030-01-01T00:00:0\d/);
  assert.match(answers[2]?.[1] ?? "", /^2030-01-01T00:00:\d\d/);
});
