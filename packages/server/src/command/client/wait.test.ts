import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { startTestProgram } from "../../program.test-support.ts";
import { runCommand } from "../policy/run-command.test-support.ts";

const wait = (...args: readonly string[]) => runCommand(["wait", ...args]);

async function startHere(context: TestContext, ...args: readonly string[]) {
  const program = await startTestProgram(args, { logError: assert.fail });
  context.after(() => program.close());
  return program;
}

test("returns at once when the server is ready, and says where it is", async (context) => {
  const program = await startHere(context, "--ephemeral");
  await program.warmUp();
  const { endpoint } = program;
  const told = { exitCode: 0, stdout: `${endpoint} is ready.\n`, stderr: "" };
  assert.deepEqual(await wait("--endpoint", endpoint), told);
  assert.deepEqual(await wait("--endpoint", endpoint, "--service", "iam", "--service", "sts"), told);
  assert.deepEqual(await runCommand(["wait"], { environment: { AWS_ENDPOINT_URL: endpoint } }), told);
  const health = (await (await fetch(`${endpoint}/_rolecall/health`)).json()) as {
    readonly services: Readonly<Record<string, object>>;
  };
  assert.deepEqual(health.services.iam, { state: "ready", operations: 180 });
  assert.equal((await fetch(`${endpoint}/_rolecall/reset`, { method: "POST" })).status, 204);
  assert.deepEqual(
    await wait("--endpoint", endpoint, "--timeout", "1"),
    told,
    "a reset leaves it as ready as it was",
  );
});

test("waits for services that load, and for a server that leaves word in its folder", async (context) => {
  const data = mkdtempSync(join(tmpdir(), "rolecall-wait-"));
  context.after(() => rmSync(data, { recursive: true, force: true }));
  const waiting = wait("--data", data, "--timeout", "30", "--service", "cloudtrail");
  const program = await startHere(context, "--data", data);
  const early = await wait("--data", data, "--timeout", "1", "--service", "cloudtrail");
  assert.equal(early.exitCode, 1);
  assert.match(
    early.stderr,
    /^rolecall wait: the server of .* was not ready within 1 s: it loads cloudtrail\.\n$/,
  );
  await program.warmUp();
  assert.deepEqual(await waiting, { exitCode: 0, stdout: `${program.endpoint} is ready.\n`, stderr: "" });
});

test("says why nothing was ready in time", async (context) => {
  const answers = new Map([
    ["/503/_rolecall/ready", [503, '{"ready":false,"reason":"It starts."}'] as const],
    ["/web/_rolecall/ready", [200, "<html>"] as const],
    ["/web/_rolecall/health", [200, "<html>"] as const],
  ]);
  const server = createServer(({ url = "" }, response) => {
    const [status, body] = answers.get(url) ?? [404, ""];
    if (url.startsWith("/silent/")) return;
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const reasons: readonly [string, RegExp][] = [
    ["http://127.0.0.1:1", /nobody answers there \(ECONNREFUSED\)\./],
    [`${at}/503`, /It starts\./],
    [`${at}/web`, /what answers there is no Rolecall\./],
    [`${at}/other`, /what answers there is no Rolecall \(HTTP 404\)\./],
    [`${at}/silent`, /it does not answer\./],
  ];
  await Promise.all(
    reasons.map(async ([endpoint, reason]) => {
      const { exitCode, stdout, stderr } = await wait("--endpoint", endpoint, "--timeout", "1");
      assert.deepEqual([exitCode, stdout], [1, ""]);
      assert.equal(stderr.startsWith(`rolecall wait: ${endpoint} was not ready within 1 s: `), true, stderr);
      assert.match(stderr, reason);
    }),
  );
});

test("whoever answers there writes one line of visible characters to the terminal, and breaks nothing", async (context) => {
  const hostile = "\u001b[2J\u001b]0;x\u0007\u009b\u202e\r\nrolecall: all is well";
  const health = (more: object) => [200, JSON.stringify({ instance: "one", ...more })] as const;
  const answers = new Map<string, readonly [number, string]>([
    ["/reason/_rolecall/ready", [503, JSON.stringify({ reason: hostile + "x".repeat(9_000) })]],
    ["/services/_rolecall/ready", [200, "{}"]],
    ["/services/_rolecall/health", health({ services: { [hostile]: { state: "loading" } } })],
    ["/region/_rolecall/ready", [200, "{}"]],
    ["/region/_rolecall/health", health({ region: { a: 1 } })],
    ["/none/_rolecall/ready", [200, "{}"]],
    ["/none/_rolecall/health", health({ services: null })],
  ]);
  const server = createServer(({ url = "" }, response) => {
    const [status, body] = answers.get(url) ?? [404, ""];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const place of ["reason", "services", "region", "none"]) {
    const { exitCode, stderr } = await wait("--endpoint", `${endpoint}/${place}`, "--timeout", "1");
    assert.equal(exitCode, 1, stderr);
    assert.match(stderr, /^rolecall wait: [^\p{C}]{1,700}\n$/u, place);
  }
});

test("what is wrong with the command line is told at once", async (context) => {
  const { endpoint } = await startHere(context, "--ephemeral");
  const wrong: readonly [readonly string[], RegExp][] = [
    [["--endpoint", endpoint, "--service", "s3"], /has no service "s3"\. It has: account, cloudtrail, iam, /],
    [["--endpoint", "127.0.0.1:4600"], /--endpoint: "127\.0\.0\.1:4600" is no address such as/],
    [
      ["--endpoint", endpoint, "--data", "x"],
      /--endpoint and --data name two servers: leave one of them out\./,
    ],
    ...["0", "x", "86401", "1.5"].map((text): [readonly string[], RegExp] => [
      ["--timeout", text],
      /--timeout: ".*" is no number of seconds from 1 to 86400\./,
    ]),
  ];
  for (const [args, message] of wrong) {
    const { exitCode, stdout, stderr } = await wait(...args);
    assert.deepEqual([exitCode, stdout], [2, ""], args.join(" "));
    assert.match(stderr, message);
  }
});
