import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { missingClient } from "../installation/external-client.ts";

/**
 * The classes for Testcontainers, over a stand-in for its base class that starts this repository's program: what they tell the library, where clients find
 * the server, reset. Docker and the library itself are not here.
 */
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MODULES = join(ROOT, "deploy/testcontainers");
const KEY = { id: "AKIACICICICICICICICI", secret: "a-secret-of-at-least-16" };

let folder: string;
let seed: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-containers-"));
  seed = join(folder, "seed.json");
  writeFileSync(
    seed,
    JSON.stringify({ accounts: [{ id: "111111111111", users: [{ name: "ci", accessKeys: [KEY] }] }] }),
  );
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("the class for Node starts it with the seed, and leads clients to it", async () => {
  const fixture = new URL("testcontainers.fixture.ts", import.meta.url).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === "testcontainers" ? { url: fixture, shortCircuit: true } : next(specifier, context),
  });
  const { RolecallContainer } = await import("../../deploy/testcontainers/node/rolecall-container.ts");
  const { told } = await import("./testcontainers.fixture.ts");
  hooks.deregister();
  const rolecall = await new RolecallContainer("rolecall").withSeed(seed).start();
  try {
    assert.deepEqual(told, {
      image: "rolecall",
      wait: { path: "/_rolecall/ready", port: 4600, status: 200 },
      startupMs: 60_000,
      command: [
        "start",
        "--ephemeral",
        "--host",
        "0.0.0.0",
        "--port",
        "4600",
        "--seed",
        "/tmp/rolecall-seed.yaml",
      ],
    });
    const audit = async () => (await fetch(`${rolecall.getEndpoint()}/_rolecall/audit`)).text();
    await fetch(rolecall.getEndpoint(), {
      method: "POST",
      body: "Action=GetCallerIdentity&Version=2011-06-15",
    });
    assert.match(await audit(), /GetCallerIdentity/);
    await rolecall.reset();
    assert.doesNotMatch(await audit(), /GetCallerIdentity/);
  } finally {
    await rolecall.stop();
  }
  await assert.rejects(fetch(rolecall.getEndpoint()), "it has stopped");
  await assert.rejects(rolecall.reset());
});

/** Testcontainers for Python, as far as the class uses it. */
const BASE = `
import re, subprocess, sys
class DockerContainer:
    def __init__(self, image, **options):
        self.image, self.volumes, self.ports, self.command = image, {}, [], []
    def with_exposed_ports(self, *ports):
        self.ports = list(ports); return self
    def with_volume_mapping(self, host, container, mode="ro"):
        self.volumes[container] = (host, mode); return self
    def with_command(self, command):
        self.command = command; return self
    def start(self):
        words = [self.volumes[word][0] if word in self.volumes else word for word in self.command]
        at = words.index("--port")
        self.inside = int(words[at + 1])
        words[at + 1] = "0"
        words[words.index("0.0.0.0")] = "127.0.0.1"
        self.process = subprocess.Popen(sys.argv[1:4] + words, stdout=subprocess.PIPE, text=True)
        self.port = re.search(r":(\\d+)$", self.process.stdout.readline().strip()).group(1)
        return self
    def get_container_host_ip(self):
        return "127.0.0.1"
    def get_exposed_port(self, port):
        assert port == self.inside and port in self.ports, port
        return self.port
    def stop(self):
        self.process.terminate(); self.process.wait()
    def __enter__(self):
        return self.start()
    def __exit__(self, *error):
        self.stop()
`;

const USE = `
import sys, urllib.request
sys.path[:0] = [sys.argv[5], sys.argv[6]]
from rolecall_container import RolecallContainer
def audit(rolecall):
    return urllib.request.urlopen(rolecall.get_endpoint() + "/_rolecall/audit").read().decode()
with RolecallContainer("rolecall", seed=sys.argv[4]) as rolecall:
    assert rolecall.image == "rolecall"
    assert rolecall.volumes == {"/tmp/rolecall-seed.yaml": (sys.argv[4], "ro")}, rolecall.volumes
    try:
        urllib.request.urlopen(rolecall.get_endpoint(), b"Action=GetCallerIdentity&Version=2011-06-15")
    except urllib.error.HTTPError as refused:
        assert refused.code == 403, refused.code
    assert "GetCallerIdentity" in audit(rolecall)
    rolecall.reset()
    assert "GetCallerIdentity" not in audit(rolecall)
late = RolecallContainer("rolecall", startup_seconds=0.3)
late._DockerContainer = None
late.get_exposed_port = lambda port: 1
try:
    late.start()
    raise SystemExit("it was taken for ready")
except TimeoutError as error:
    assert "was not ready within 0.3 s" in str(error), error
assert late.process.returncode is not None, "what was not ready is stopped"
print("done")
`;

test("the class for Python does", { skip: missingClient("python3", "--version") }, () => {
  mkdirSync(join(folder, "testcontainers/core"), { recursive: true });
  for (const name of ["testcontainers", "testcontainers/core"])
    writeFileSync(join(folder, name, "__init__.py"), "");
  writeFileSync(join(folder, "testcontainers/core/container.py"), BASE);
  const program = [
    process.execPath,
    "--conditions=@rolecall/source",
    join(ROOT, "packages/server/bin/main.js"),
  ];
  const { status, stdout, stderr } = spawnSync(
    "python3",
    ["-B", "-c", USE, ...program, seed, folder, join(MODULES, "python")],
    { encoding: "utf8", timeout: 120_000 },
  );
  assert.deepEqual([status, stdout], [0, "done\n"], stderr);
});
