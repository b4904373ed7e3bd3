/** How a release is made: its workflow, and what `npm run release` says here. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { loadGithubParser } from "../installation/github-parser.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const workflow = readFileSync(join(ROOT, ".github/workflows/release.yml"), "utf8");

let clone: string;
before(() => {
  clone = mkdtempSync(join(tmpdir(), "rolecall-release-"));
  run("git", ["clone", "--quiet", "--depth", "1", `file://${ROOT}`, clone]);
  symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
});
after(() => rmSync(clone, { recursive: true, force: true }));

function run(program: string, args: readonly string[], cwd = ROOT) {
  const environment = { ...process.env };
  delete environment.ACTIONS_ID_TOKEN_REQUEST_URL;
  return spawnSync(program, args, { cwd, encoding: "utf8", env: environment });
}

test("GitHub's own parser finds nothing wrong with the workflow", async () => {
  const { judgeWorkflow } = await loadGithubParser();
  assert.deepEqual(judgeWorkflow(workflow), []);
  assert.notDeepEqual(judgeWorkflow(workflow.replace("runs-on:", "runs-in:")), []);
});

test("the workflow is started by hand, may do no more than it must, and names only scripts that there are", () => {
  const { on, permissions, jobs } = parse(workflow);
  assert.deepEqual(Object.keys(on), ["workflow_dispatch"]);
  assert.deepEqual(permissions, {});
  assert.deepEqual(jobs.release.permissions, { contents: "write", "id-token": "write" });
  assert.deepEqual([jobs.release.needs, jobs.release.if], ["test", "github.ref == 'refs/heads/main'"]);
  assert.deepEqual(jobs.test.permissions, { contents: "read" });
  const runs = (job: { readonly steps: readonly { readonly run?: string }[] }) =>
    job.steps.flatMap(({ run: script = "" }) => (script === "npm run check" ? [script] : []));
  assert.deepEqual([runs(jobs.test).length, runs(jobs.release).length], [1, 0], "tests hold no token");
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const named = Array.from(workflow.matchAll(/npm run (\S+)/g), ([, name]) => name!);
  assert.deepEqual(
    named.filter((name) => !(name in scripts)),
    [],
  );
});

for (const args of [
  ["run", "--silent", "release", "--", "--dry-run"],
  ["run", "--silent", "release", "--dry-run"],
])
  test(`npm ${args.join(" ")} tells why a tree cannot be released`, () => {
    writeFileSync(join(clone, "README.md"), "changed");
    writeFileSync(join(clone, "CHANGELOG.md"), "# Changelog\n");
    const { status, stderr } = run("npm", args, clone);
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^release: These files are not committed: (?:node_modules, )?CHANGELOG\.md, README\.md/m,
    );
    assert.match(stderr, /^release: CHANGELOG\.md has no section "## \d+\.\d+\.\d+ - YYYY-MM-DD": /m);
    assert.doesNotMatch(stderr, /Only the workflow/);
  });

test("without --dry-run nothing is published from here", () => {
  const { status, stderr } = run("npm", ["run", "--silent", "release"], clone);
  assert.equal(status, 1);
  assert.match(stderr, /^release: Only the workflow release\.yml publishes/m);
});
