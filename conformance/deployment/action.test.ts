import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readYamlFile } from "../../packages/server/src/yaml-file.test-support.ts";

/** deploy/action: judged by GitHub's own parser of actions, and its steps run as a runner runs them, with npm alone made up. */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FILE = join(ROOT, "deploy/action/action.yml");
const MAIN = join(ROOT, "packages/server/bin/main.js");
const text = readFileSync(FILE, "utf8");

interface Step {
  readonly name: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const action = readYamlFile(FILE) as Action;

test("GitHub's parser takes the action, and refuses a broken one", async () => {
  // Its tables are imported as Node does not have it.
  const hooks = registerHooks({
    load(url, context, next) {
      if (!url.includes("/@actions/") || !url.endsWith(".json")) return next(url, context);
      const source = `export default ${readFileSync(fileURLToPath(url), "utf8")}`;
      return { format: "module", source, shortCircuit: true };
    },
  });
  const { parseAction } = await import("@actions/workflow-parser/actions/index");
  const { NoOperationTraceWriter } = await import("@actions/workflow-parser");
  hooks.deregister();
  const errorsIn = (content: string) =>
    parseAction({ name: "action.yml", content }, new NoOperationTraceWriter())
      .context.errors.getErrors()
      .map(({ message }) => message);
  assert.deepEqual(errorsIn(text), []);
  assert.notDeepEqual(errorsIn(text.replace("shell: bash", "shel: bash")), []);
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall action "));
  for (const name of ["bin", "runner"]) mkdirSync(join(folder, name));
  for (const name of ["env", "output", "path"]) writeFileSync(join(folder, name), "");
  // Installs this repository's program in the place of the package.
  const npm = `#!/bin/bash
echo "$@" > '${join(folder, "npm")}'
bin="$3/node_modules/.bin"
mkdir -p "$bin"
printf '#!/bin/sh\\nexec "%s" -C @rolecall/source "%s" "$@"\\n' '${process.execPath}' '${MAIN}' > "$bin/rolecall"
chmod +x "$bin/rolecall"
`;
  writeFileSync(join(folder, "bin/npm"), npm, { mode: 0o755 });
});
afterEach(() => {
  for (const processId of running()) process.kill(processId, "SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

/** Processes of the servers that the action started. */
function running(): readonly number[] {
  const endpoints = join(folder, "runner/rolecall/data/endpoints");
  try {
    const names = readdirSync(endpoints);
    return names.map(
      (name) => (JSON.parse(readFileSync(join(endpoints, name), "utf8")) as { processId: number }).processId,
    );
  } catch {
    return [];
  }
}

interface Job {
  readonly status: number | null;
  readonly log: string;
  readonly env: string;
  readonly output: string;
}

/** Runs the steps up to the one that fails. */
function runJob(inputs: Readonly<Record<string, string>>): Job {
  const given: Record<string, string> = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: value }]) => [name, inputs[name] ?? value]),
  );
  const fill = (value: string) =>
    value.replaceAll(/\$\{\{ inputs\.(\w+) \}\}/g, (_, name: string) => given[name] ?? assert.fail(name));
  let log = "";
  let status: number | null = 0;
  for (const { shell, env, run } of action.runs.steps) {
    assert.equal(shell, "bash");
    assert.ok(!run.includes("${{"), "an input is never part of a script");
    const script = join(folder, "step.sh");
    writeFileSync(script, run);
    const ran = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      encoding: "utf8",
      timeout: 60_000,
      env: {
        PATH: [join(folder, "bin"), process.env.PATH].join(delimiter),
        HOME: folder,
        RUNNER_TEMP: join(folder, "runner"),
        GITHUB_ENV: join(folder, "env"),
        GITHUB_OUTPUT: join(folder, "output"),
        GITHUB_PATH: join(folder, "path"),
        ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)])),
      },
    });
    log += `${ran.stdout}${ran.stderr}`;
    status = ran.status;
    if (status !== 0) break;
  }
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return { status, log, env: read("env"), output: read("output") };
}

const SECRET = "a-secret-of-at-least-16";
function writeSeed(users: readonly string[]): string {
  const seed = join(folder, "seed of mine.json");
  const made = users.map((name, at) => ({
    name,
    accessKeys: [{ id: `AKIA${"ABCD"[at]}EEDSEEDSEEDSEED`, secret: SECRET }],
  }));
  writeFileSync(seed, JSON.stringify({ accounts: [{ id: "111111111111", users: made }] }));
  return seed;
}

test("the later steps have endpoint and key of the user that was named, and the log has no secret", async () => {
  const { status, log, env, output } = runJob({
    seed: writeSeed(["ann", "ci"]),
    user: "ci",
    options: "--quota iam.UsersPerAccount=7\n  --cors-origin https://app.example.com\n",
  });
  assert.equal(status, 0, log);
  assert.equal(log, `::add-mask::${SECRET}\n`);
  const variables = Object.fromEntries(
    env
      .trim()
      .split("\n")
      .map((line) => line.split(/=(.*)/s)),
  );
  assert.equal(variables.AWS_ACCESS_KEY_ID, "AKIABEEDSEEDSEEDSEED");
  assert.equal(variables.AWS_SECRET_ACCESS_KEY, SECRET);
  const outputs = Object.fromEntries(
    output
      .trim()
      .split("\n")
      .map((line) => line.split(/=(.*)/s)),
  );
  assert.equal(outputs.endpoint, variables.AWS_ENDPOINT_URL);
  assert.deepEqual(Object.keys(outputs), Object.keys(action.outputs));
  assert.equal((await fetch(`${outputs.endpoint}/_rolecall/ready`)).status, 200);
  const asked = await fetch(outputs.endpoint ?? "", {
    method: "POST",
    headers: { origin: "https://app.example.com" },
  });
  assert.equal(asked.headers.get("access-control-allow-origin"), "https://app.example.com", "of every line");
  assert.match(readFileSync(join(folder, "path"), "utf8"), /runner\/rolecall\/node_modules\/\.bin\n$/);
  assert.match(readFileSync(join(folder, "npm"), "utf8"), / -- rolecall\n$/);
});

test("a start that fails fails the job at once, with what it said", () => {
  const began = Date.now();
  const { status, log, env } = runJob({ seed: join(folder, "none.yaml") });
  assert.deepEqual([status, env], [1, ""]);
  assert.match(log, /none\.yaml: there is no such file\./);
  assert.match(log, /^::error::Rolecall did not start: its output stands above\.$/m);
  assert.ok(Date.now() - began < 50_000, "it does not wait for what has ended");
});
