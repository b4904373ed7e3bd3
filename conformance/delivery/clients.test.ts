import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { seedWithAdmin } from "../installation/seed.ts";
import { FULL_URI_TOKEN, MACHINE_ROLE, type Machine, startMachine } from "./machine.ts";
import { withEnvironment } from "./with-environment.ts";

/** Clients of AWS's as they come find the credentials of an instance, a container and a pod with nothing but variables. */
const SCRIPT = fileURLToPath(new URL("clients.py", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rolecall-clients-"));
const POD_TOKEN = [{ alg: "RS256" }, { sub: "system:serviceaccount:shop:web", exp: 4_000_000_000 }, {}]
  .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
  .join(".");
const EMPTY = {
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_CONFIG_FILE: "/dev/null",
  BOTO_CONFIG: "/dev/null",
};

let installation: TestInstallation;
let machine: Machine;
before(async () => {
  installation = await startInstallation(seedWithAdmin({ roles: [MACHINE_ROLE] }));
  machine = await startMachine(installation);
  writeFileSync(join(folder, "pod"), POD_TOKEN);
  writeFileSync(join(folder, "full"), FULL_URI_TOKEN);
});
after(async () => {
  await machine.stop();
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  machine.asked.length = 0;
});

interface Route {
  readonly variables: () => Readonly<Record<string, string>>;
  /** What botocore calls where it found them. */
  readonly method: string;
  /** What is asked, in order, by botocore and the AWS CLI. */
  readonly asks: readonly string[];
}

const IMDS_ASKS = [
  "PUT /latest/api/token 200",
  "GET /latest/meta-data/iam/security-credentials/ 200",
  "GET /latest/meta-data/iam/security-credentials/Web 200",
];
const ROUTES: Readonly<Record<string, Route>> = {
  "an instance": {
    variables: () => ({ AWS_EC2_METADATA_SERVICE_ENDPOINT: machine.endpoint }),
    method: "iam-role",
    asks: IMDS_ASKS,
  },
  "an instance, its endpoint with a slash at the end": {
    variables: () => ({ AWS_EC2_METADATA_SERVICE_ENDPOINT: `${machine.endpoint}/` }),
    method: "iam-role",
    asks: IMDS_ASKS,
  },
  "a container of ECS": {
    variables: () => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${machine.endpoint}/v2/credentials/0b1c2d3e` }),
    method: "container-role",
    asks: ["GET /v2/credentials/0b1c2d3e 200"],
  },
  "a full URI with a token in a variable": {
    variables: () => ({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${machine.endpoint}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: FULL_URI_TOKEN,
    }),
    method: "container-role",
    asks: ["GET /credentials 200"],
  },
  "a full URI with a token file, which wins": {
    variables: () => ({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${machine.endpoint}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, "full"),
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "another",
    }),
    method: "container-role",
    asks: ["GET /credentials 200"],
  },
  "a pod": {
    variables: () => ({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${machine.endpoint}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, "pod"),
    }),
    method: "container-role",
    asks: ["GET /v1/credentials 200"],
  },
};

const environmentOf = ({ variables }: Route) => ({
  ...EMPTY,
  ...variables(),
  HOME: "/nonexistent",
  AWS_ENDPOINT_URL: installation.endpoint,
  AWS_DEFAULT_REGION: "us-east-1",
});
const SESSION = /:assumed-role\/Web\/i-0123456789abcdef0$/;

for (const [name, route] of Object.entries(ROUTES)) {
  describe(name, () => {
    test("botocore", { skip: missingClient("python3", "-cimport botocore") }, async () => {
      const environment = environmentOf(route);
      const { stdout, stderr } = await runClient("python3", { args: [SCRIPT, "1", "0"], environment });
      assert.equal(stderr, "");
      const found = JSON.parse(stdout);
      assert.equal(found.method, route.method);
      assert.match(found.arn, SESSION);
      assert.deepEqual(machine.asked, route.asks);
    });

    test("the AWS CLI", { skip: missingClient("aws", "--version") }, async () => {
      const args = ["sts", "get-caller-identity", "--output", "json"];
      const { code, stdout, stderr } = await runClient("aws", { args, environment: environmentOf(route) });
      assert.equal(code, 0, stderr);
      assert.match(JSON.parse(stdout).Arn, SESSION);
      assert.deepEqual(machine.asked, route.asks);
    });

    test("the SDK for JavaScript", async () => {
      await withEnvironment(environmentOf(route), async () => {
        const sts = new STSClient({ endpoint: installation.endpoint, region: "us-east-1" });
        const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
        assert.match(Arn ?? "", SESSION);
      });
      assert.deepEqual(machine.asked, route.asks);
    });
  });
}

describe("the SDK for JavaScript, where a container's token is wrong", () => {
  test("is given nothing, also when it tries without one", async () => {
    const variables = () => ({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${machine.endpoint}/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "wrong",
      AWS_EC2_METADATA_DISABLED: "true",
    });
    await withEnvironment(environmentOf({ variables, method: "", asks: [] }), async () => {
      const sts = new STSClient({ endpoint: installation.endpoint, region: "us-east-1" });
      await assert.rejects(sts.send(new GetCallerIdentityCommand({})));
    });
    assert.ok(machine.asked.length > 1);
    assert.deepEqual([...new Set(machine.asked)], ["GET /credentials 401"]);
  });
});
