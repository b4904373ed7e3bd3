/** The first minute of somebody who has npm and the packed package, and nothing of the repository. */
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { findNode24 } from "../../tools/package/node-24.test-support.ts";
import { clientsOf } from "../installation/clients.ts";
import {
  createPackedProject,
  OWN_NODE_FOLDER,
  type PackedProject,
  type RunningCommand,
  startCommand,
} from "./packed-project.ts";

const SEED = `accounts:
  - id: "111111111111"
    users:
      - name: ci
        policies: [arn:aws:iam::aws:policy/IAMReadOnlyAccess]
        accessKeys: [{ id: AKIACICICICICICICICI, secret: a-secret-of-at-least-16 }]
`;
const KEY = { accessKeyId: "AKIACICICICICICICICI", secretAccessKey: "a-secret-of-at-least-16" };

const { version: VERSION } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

let project: PackedProject;
before(async () => {
  project = await createPackedProject();
  writeFileSync(join(project.folder, "seed.yaml"), SEED);
});
after(() => project?.close());

async function callerOf(endpoint: string, keys = KEY): Promise<string | undefined> {
  const { sts } = clientsOf({ endpoint, clockOffsetMs: () => 0 }, keys);
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
}

async function startEphemeral(context: TestContext, nodeFolder: string, ...more: readonly string[]) {
  const args = ["rolecall", "start", "--port", "0", "--ephemeral", "--seed", "seed.yaml", ...more] as const;
  const running = await startCommand(project.folder, nodeFolder, ["npx", ...args]);
  context.after(() => running.stop("SIGKILL", "group"));
  return running;
}

/** A port that can be listened on again is free. */
function listenOn(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}

async function assertFreed({ endpoint }: RunningCommand): Promise<void> {
  const port = Number(new URL(endpoint).port);
  for (let tries = 0; tries < 50; tries++) {
    const free = await listenOn(port).then(
      () => true,
      () => false,
    );
    if (free) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`port ${port} is still taken`);
}

interface TestedNode {
  readonly name: string;
  readonly folder: string | undefined;
  readonly missing: string | undefined;
}

const node24 = findNode24();
const NODES: readonly TestedNode[] = [
  { name: `Node ${process.versions.node}`, folder: OWN_NODE_FOLDER, missing: undefined },
  { name: `Node ${node24.version}`, folder: node24.folder, missing: node24.missing },
];

for (const { name, folder: nodeFolder = "", missing } of NODES) {
  describe(name, { skip: missing ?? false }, () => {
    test("npx rolecall start, then a client says who it is, by the keys that rolecall env tells", async (context) => {
      const data = join(project.folder, `data of ${name}`);
      const startedMs = performance.now();
      const start = ["npx", "rolecall", "start", "--port", "0", "--data", data] as const;
      const running = await startCommand(project.folder, nodeFolder, start);
      context.after(() => running.stop("SIGKILL", "group"));
      assert.doesNotMatch(running.printed(), /Warning/);
      const printed = await project.run(nodeFolder, "npx", ["rolecall", "env", "--data", data]);
      assert.equal(printed.code, 0, printed.stderr);
      const value = (variable: string) =>
        new RegExp(`^export ${variable}=(.*)$`, "m").exec(printed.stdout)?.[1] ?? "";
      const arn = await callerOf(running.endpoint, {
        accessKeyId: value("AWS_ACCESS_KEY_ID"),
        secretAccessKey: value("AWS_SECRET_ACCESS_KEY"),
      });
      assert.match(arn ?? "", /^arn:aws:iam::\d{12}:user\/admin$/);
      context.diagnostic(
        `installed in ${Math.round(project.installMs)} ms with argon2 from ${project.nativeFrom}; start to answer ${Math.round(performance.now() - startedMs)} ms`,
      );
      // The line that the greeting shows is a command that is there.
      const [, command = ""] = /eval "\$\('?(\S+?rolecall\.js)/.exec(running.printed()) ?? [];
      assert.equal((await project.run(nodeFolder, command, ["--version"])).stdout, `${VERSION}\n`);
    });

    test("the console's pages and what they load", async (context) => {
      const { endpoint } = await startEphemeral(context, nodeFolder);
      const page = await (await fetch(`${endpoint}/console/`)).text();
      const [, script = ""] = /src="(\/console\/assets\/[^"]+)"/.exec(page) ?? [];
      const asset = await fetch(`${endpoint}${script}`);
      assert.equal(asset.status, 200);
      assert.match(asset.headers.get("content-type") ?? "", /javascript/);
    });

    test("several workers", async (context) => {
      const data = ["--data", join(project.folder, `workers of ${name}`), "--seed", "seed.yaml"];
      const start = ["npx", "rolecall", "start", "--port", "0", "--workers", "2"] as const;
      const running = await startCommand(project.folder, nodeFolder, [...start, ...data]);
      context.after(() => running.stop("SIGKILL", "group"));
      assert.equal(await callerOf(running.endpoint), "arn:aws:iam::111111111111:user/ci");
      const health = await (await fetch(`${running.endpoint}/_rolecall/health`)).json();
      assert.equal((health as { workers: number }).workers, 2);
    });

    test("commands that read what the package brings beside the program", async () => {
      writeFileSync(
        join(project.folder, "draft.json"),
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObjcet","Resource":"*"}}',
      );
      const validated = await project.run(nodeFolder, "npx", ["rolecall", "validate", "draft.json"]);
      assert.match(validated.stdout + validated.stderr, /Did you mean "s3:GetObject"/);
      const who = ["rolecall", "who-can", "iam:ListUsers", "arn:aws:iam::111111111111:user/*"];
      const told = await project.run(nodeFolder, "npx", [...who, "--seed", "seed.yaml"]);
      assert.match(told.stdout, /user\/ci/, told.stderr);
      const metadata = await project.run(nodeFolder, "npx", ["rolecall", "metadata", "--help"]);
      assert.match(metadata.stdout, /--enrol/);
    });

    test("kill frees the port, whoever runs it: npx, an npm script, node", async () => {
      const args = ["start", "--port", "0", "--ephemeral", "--seed", "seed.yaml"];
      const manifest = join(project.folder, "package.json");
      const { scripts: _, ...rest } = JSON.parse(readFileSync(manifest, "utf8"));
      writeFileSync(
        manifest,
        JSON.stringify({ ...rest, scripts: { identity: `rolecall ${args.join(" ")}` } }),
      );
      const ways: readonly (readonly [string, ...string[]])[] = [
        ["npx", "rolecall", ...args],
        ["npm", "run", "identity"],
        ["node", "node_modules/rolecall/bin/rolecall.js", ...args],
      ];
      for (const way of ways) {
        const running = await startCommand(project.folder, nodeFolder, way);
        await running.stop("SIGTERM");
        await assertFreed(running);
      }
    });

    test("Ctrl-C says that it has stopped", async (context) => {
      const running = await startEphemeral(context, nodeFolder);
      await running.stop("SIGINT", "group");
      assert.match(running.printed(), /\nRolecall has stopped\.\n$/);
      await assertFreed(running);
    });
  });
}

test("an older Node is told what is needed, before anything else", async () => {
  const older = `data:text/javascript,${encodeURIComponent(
    'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "22.20.0" } });',
  )}`;
  const file = join(project.folder, "node_modules/rolecall/bin/rolecall.js");
  const { code, stdout, stderr } = await project.run(OWN_NODE_FOLDER, "node", [
    "--import",
    older,
    file,
    "start",
  ]);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.equal(
    stderr,
    "rolecall: Rolecall needs Node 24 or newer, and this is Node 22.20.0: install one, and put it first in PATH.\n",
  );
});

test("without any cache of npm's it installs too, by the native package of the repository", async (context) => {
  const { npm_config_cache: before } = process.env;
  const empty = join(project.folder, "empty cache");
  process.env.npm_config_cache = empty;
  context.after(() => {
    if (before === undefined) delete process.env.npm_config_cache;
    else process.env.npm_config_cache = before;
    rmSync(empty, { recursive: true, force: true });
  });
  const other = await createPackedProject();
  context.after(other.close);
  assert.equal(other.nativeFrom, "the repository's node_modules");
  assert.equal((await other.run(OWN_NODE_FOLDER, "npx", ["rolecall", "--version"])).stdout, `${VERSION}\n`);
});
