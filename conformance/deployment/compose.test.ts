import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { COMMANDS } from "../../packages/server/src/command/command-table.ts";
import { readConfiguration } from "../../packages/server/src/configuration.ts";
import { readYamlFile } from "../../packages/server/src/yaml-file.test-support.ts";

/** What the compose files of deploy/ say of the program is so; an engine of containers is not asked. */
const DEPLOY = fileURLToPath(new URL("../../deploy/", import.meta.url));

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly env_file?: string;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks?: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
}

const known = Object.keys(COMMANDS.get("start")?.environment ?? {});

for (const name of ["compose.yaml", "compose.postgres.yaml"]) {
  test(`${name} starts the program with options and variables that it has, and for this machine alone`, () => {
    const { services, volumes, networks = {} } = readYamlFile(join(DEPLOY, name)) as Compose;
    const { rolecall } = services;
    assert.ok(rolecall?.build && rolecall.command);
    assert.ok(existsSync(join(DEPLOY, rolecall.build.context, rolecall.build.dockerfile)));
    const [verb, ...options] = rolecall.command;
    assert.equal(verb, "start");
    const environment = rolecall.environment ?? {};
    for (const variable of Object.keys(environment)) assert.ok(known.includes(variable), variable);
    const configuration = readConfiguration(options, environment);
    assert.equal(configuration.host, "0.0.0.0");
    assert.deepEqual(configuration.allowedHosts, ["rolecall"], "its service's name");
    assert.equal(configuration.database !== undefined, name.includes("postgres"));
    assert.deepEqual(rolecall.ports, [`127.0.0.1:${configuration.port}:${configuration.port}`]);
    assert.deepEqual([rolecall.read_only, rolecall.cap_drop], [true, ["ALL"]]);
    const mounted = Object.values(services).flatMap((service) => service.volumes ?? []);
    assert.deepEqual(
      mounted.map((volume) => volume.split(":")[0]),
      Object.keys(volumes),
    );
    assert.ok(mounted.includes(`rolecall:${configuration.dataFolder}`));
    for (const service of Object.values(services))
      for (const network of service.networks ?? []) assert.ok(network in networks, network);
    if ("database" in services) assert.equal(networks.database?.internal, true, "it is asked without TLS");
  });
}

test("git leaves out the files of secrets that a compose file asks for", () => {
  const { services, secrets } = readYamlFile(join(DEPLOY, "compose.postgres.yaml")) as Compose;
  const files = [
    ...Object.values(services).flatMap(({ env_file: file }) => file ?? []),
    ...Object.values(secrets ?? {}).map(({ file }) => file),
  ];
  assert.equal(files.length, 2);
  const ignored = spawnSync("git", ["check-ignore", ...files], { cwd: DEPLOY, encoding: "utf8" });
  assert.deepEqual(ignored.stdout.trim().split("\n"), files);
});
