import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { JsonObject } from "@rolecall/metadata";
import { callSigned } from "../../packages/server/src/credential-delivery/instance/call-signed.ts";
import { sendOverHttp } from "../../packages/server/src/credential-delivery/send-over-http.ts";
import { clientsOf } from "../installation/clients.ts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ADMIN, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { type RunningCommand, spawnCommand } from "./rolecall-child.ts";

/** `rolecall metadata` as a process: a machine enrols once and is an instance from then on. */
const folder = mkdtempSync(join(tmpdir(), "rolecall-machine-"));
const TRUST = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
};

let installation: TestInstallation;
const running: RunningCommand[] = [];
const call = (operation: string, input: JsonObject, credentials = ADMIN): Promise<JsonObject> =>
  callSigned(
    {
      send: sendOverHttp,
      endpoint: new URL(installation.endpoint),
      clock: Date.now,
      credentials,
      region: "us-east-1",
    },
    operation,
    input,
  );

async function runInstance(name: string, more: JsonObject = {}): Promise<string> {
  const { Instance } = await call("RunInstance", {
    Name: name,
    InstanceProfileName: "Web",
    Placement: { Region: "eu-west-1", AvailabilityZone: "eu-west-1b" },
    PrivateIpAddress: "10.0.0.7",
    Tags: [{ Key: "team", Value: "blue" }],
    UserData: Buffer.from("#!/bin/sh\n").toString("base64"),
    ...more,
  });
  return String((Instance as JsonObject).InstanceId);
}

interface Served {
  readonly endpoint: string;
  readonly command: RunningCommand;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<{ status: number; text: string }>;
}

async function serve(...args: readonly string[]): Promise<Served> {
  const command = spawnCommand(["metadata", "--port", "0", ...args]);
  running.push(command);
  const [, endpoint = ""] = await command.until(/AWS_EC2_METADATA_SERVICE_ENDPOINT=(\S+)\/\n/);
  return {
    endpoint,
    command,
    async get(path, headers) {
      const ttl = { "x-aws-ec2-metadata-token-ttl-seconds": "60" };
      const token = await (
        await fetch(`${endpoint}/latest/api/token`, { method: "PUT", headers: ttl })
      ).text();
      const answer = await fetch(`${endpoint}/latest${path}`, {
        headers: headers ?? { "x-aws-ec2-metadata-token": token },
      });
      return { status: answer.status, text: await answer.text() };
    },
  };
}

async function stop({ command }: Served): Promise<void> {
  command.child.kill("SIGTERM");
  assert.equal(await command.ended, 0, command.stderr());
}

before(async () => {
  installation = await startInstallation(
    seedWithAdmin({ users: [seedUser("guest")], roles: [{ name: "Web", trust: TRUST }] }),
  );
  const { iam } = clientsOf(installation, ADMIN);
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: "Web" }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: "Web", RoleName: "Web" }));
});
after(async () => {
  for (const { child } of running) child.kill("SIGKILL");
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("beside the server", () => {
  let instanceId: string;
  let served: Served;
  before(async () => {
    instanceId = await runInstance("web-1");
    served = await serve("--data", installation.dataFolder, "--instance", "web-1");
  });
  after(() => stop(served));

  test("a machine is what its instance is", async () => {
    assert.equal((await served.get("/meta-data/instance-id")).text, instanceId);
    assert.equal((await served.get("/meta-data/placement/region")).text, "eu-west-1");
    assert.equal((await served.get("/meta-data/placement/availability-zone/")).text, "eu-west-1b");
    assert.equal((await served.get("/user-data")).text, "#!/bin/sh\n");
    assert.equal(
      (await served.get("/meta-data/tags/instance/team")).status,
      404,
      "tags are shown where that is asked for",
    );
    assert.match(
      JSON.parse((await served.get("/meta-data/iam/info")).text).InstanceProfileArn,
      /:instance-profile\/Web$/,
    );
    const document = JSON.parse((await served.get("/dynamic/instance-identity/document")).text);
    assert.deepEqual([document.instanceId, document.privateIp], [instanceId, "10.0.0.7"]);
  });

  test("its credentials are the role's, in a session of the instance's name", async () => {
    const { text } = await served.get("/meta-data/iam/security-credentials/Web");
    const keys = JSON.parse(text);
    assert.ok(Date.parse(keys.Expiration) - Date.now() > 5 * 3_600_000, "six hours, as EC2's");
    const { sts } = clientsOf(installation, {
      accessKeyId: keys.AccessKeyId,
      secretAccessKey: keys.SecretAccessKey,
      sessionToken: keys.Token,
    });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    assert.match(Arn ?? "", new RegExp(`:assumed-role/Web/${instanceId}$`));
  });

  test("the AWS CLI finds them by the variable that the command prints", {
    skip: missingClient("aws", "--version"),
  }, async () => {
    const { code, stdout, stderr } = await runClient("aws", {
      args: ["sts", "get-caller-identity", "--output", "json"],
      environment: {
        HOME: "/nonexistent",
        AWS_EC2_METADATA_SERVICE_ENDPOINT: `${served.endpoint}/`,
        AWS_ENDPOINT_URL: installation.endpoint,
        AWS_DEFAULT_REGION: "us-east-1",
      },
    });
    assert.equal(code, 0, stderr);
    assert.match(JSON.parse(stdout).Arn, new RegExp(`:assumed-role/Web/${instanceId}$`));
  });

  test("its documents hold by the certificates that stand beside its state", {
    skip: missingClient("openssl", "version"),
  }, async () => {
    const { text: document } = await served.get("/dynamic/instance-identity/document");
    for (const [item, kind] of [
      ["pkcs7", "dsa"],
      ["rsa2048", "rsa"],
    ] as const) {
      const { text } = await served.get(`/dynamic/instance-identity/${item}`);
      const file = join(folder, item);
      writeFileSync(file, `-----BEGIN PKCS7-----\n${text}\n-----END PKCS7-----\n`);
      const certificate = join(installation.dataFolder, "metadata", `web-1.${kind}.pem`);
      const args = ["smime", "-verify", "-in", file, "-inform", "PEM", "-certfile", certificate, "-noverify"];
      assert.equal(
        execFileSync("openssl", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
        document,
      );
    }
  });

  test("a revocation is heard of: another session is served", async () => {
    const { iam } = clientsOf(installation, ADMIN);
    const keyId = async () =>
      JSON.parse((await served.get("/meta-data/iam/security-credentials/Web")).text).AccessKeyId;
    const before = await keyId();
    const revoked = new Date().toISOString();
    const Condition = { DateLessThan: { "aws:TokenIssueTime": revoked } };
    const statement = { Effect: "Deny", Action: ["*"], Resource: ["*"], Condition };
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: "Web",
        PolicyName: "AWSRevokeOlderSessions",
        PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      }),
    );
    const giveUpAtMs = performance.now() + 60_000;
    while ((await keyId()) === before) {
      assert.ok(performance.now() < giveUpAtMs, "the revoked session is still served");
      await wait(500);
    }
  });

  test("version 1 is closed, unless the instance's options or the command line say otherwise", async () => {
    assert.equal((await served.get("/meta-data/instance-id", {})).status, 401);
    for (const [name, more, args] of [
      ["old-1", { MetadataOptions: { HttpTokens: "optional", InstanceMetadataTags: "enabled" } }, []],
      ["old-2", {}, ["--imds-v1"]],
    ] as const) {
      const id = await runInstance(name, more);
      const old = await serve("--data", installation.dataFolder, "--instance", name, ...args);
      assert.equal((await old.get("/meta-data/instance-id", {})).text, id);
      const tag = await old.get("/meta-data/tags/instance/team", {});
      assert.deepEqual([tag.status, tag.text === "blue"], name === "old-1" ? [200, true] : [404, false]);
      await stop(old);
    }
  });
});

describe("anywhere", () => {
  test("a machine enrols by a token that is good once, and is the instance behind a restart, also while the server is away", async () => {
    const instanceId = await runInstance("far-1");
    const { EnrolmentToken } = await call("CreateInstanceEnrolment", { InstanceId: instanceId });
    const state = join(folder, "far.json");
    writeFileSync(join(folder, "token"), `${EnrolmentToken}\n`);
    const enrolling = ["--endpoint", installation.endpoint, "--enrol-file", join(folder, "token")];
    const nowhere = spawnCommand([
      "metadata",
      "--port",
      "0",
      ...enrolling,
      "--state",
      join(folder, "token", "far.json"),
    ]);
    assert.equal(await nowhere.ended, 2, "and the token is not spent");
    assert.match(nowhere.stderr(), /^rolecall metadata: [^\n]+ is a file, and a folder is needed there.\n$/);
    const args = [...enrolling, "--state", state];
    const first = await serve(...args);
    const { text: token } = await first.get("/api/token", {});
    assert.equal(token, "");
    const path = "/meta-data/iam/security-credentials/Web";
    assert.equal(JSON.parse((await first.get(path)).text).Code, "Success");
    assert.equal(statSync(state).mode & 0o777, 0o600);
    const held = await (
      await fetch(`${first.endpoint}/latest/api/token`, {
        method: "PUT",
        headers: { "x-aws-ec2-metadata-token-ttl-seconds": "60" },
      })
    ).text();
    await stop(first);
    // The same command line again, as a unit of systemd would: the token is spent, and not needed.
    const second = await serve(...args);
    assert.equal(
      (await second.get("/meta-data/instance-id", { "x-aws-ec2-metadata-token": held })).text,
      instanceId,
    );
    await stop(second);
    const other = spawnCommand([
      "metadata",
      "--port",
      "0",
      ...args.slice(0, 4),
      "--state",
      join(folder, "thief.json"),
    ]);
    assert.equal(await other.ended, 2);
    assert.match(other.stderr(), /^rolecall metadata: this machine cannot enrol: [^\n]+\n$/);
    assert.ok(!existsSync(join(folder, "thief.json")));
    // Nobody answers there.
    const kept = JSON.parse(readFileSync(state, "utf8"));
    writeFileSync(state, JSON.stringify({ ...kept, endpoint: "http://127.0.0.1:1" }));
    const alone = await serve("--state", state);
    assert.equal((await alone.get("/meta-data/instance-id")).text, instanceId);
    assert.equal((await alone.get(path)).status, 503);
    assert.match(alone.command.stderr(), /The server cannot be asked/);
    await stop(alone);
  });
});

describe("a mistake is one line, and the exit code is 2", () => {
  const mistakes = () =>
    [
      [[], /which server\? Name it with --endpoint/],
      [
        ["--endpoint", installation.endpoint],
        /this machine has not enrolled yet: --enrol-file FILE or --enrol TOKEN is missing/,
      ],
      [["--endpoint", "nowhere"], /--endpoint: "nowhere" is no address/],
      [
        ["--endpoint", "http://127.0.0.1:1", "--enrol", "x"],
        /http:\/\/127\.0\.0\.1:1 cannot be asked: .*ECONNREFUSED/,
      ],
      [["--endpoint", installation.endpoint, "--enrol", "wrong"], /this machine cannot enrol: /],
      [
        ["--data", installation.dataFolder, "--instance", "none"],
        /--instance none: no instance is called none/,
      ],
      [["--data", installation.dataFolder, "--instance", "../x"], /--instance: "\.\.\/x" is no name or id/],
      [["--data", "/nonexistent", "--instance", "web-1"], /no server runs on the data folder \/nonexistent/],
      [
        ["--data", installation.dataFolder, "--instance", "fresh", "--profile", "none"],
        /holds no credentials of none/,
      ],
      [["--port", "x"], /--port: "x" is no number from 0 to 65535/],
      [["--hop-limit", "0"], /--hop-limit: "0" is no number from 1 to 64/],
      [["--state", "/etc/hostname"], /\/etc\/hostname is no state of a metadata service/],
      [["--endpoint", installation.endpoint, "--enrol-file", "/nonexistent"], /\/nonexistent/],
      [["--enrol", "x", "--enrol-file", "y", "--endpoint", installation.endpoint], /say the same/],
      [["web-1"], /"web-1" is no option/],
    ] as const;
  test("each", async () => {
    for (const [args, said] of mistakes()) {
      const state = args.some((arg) => arg === "--state" || arg === "--instance")
        ? []
        : ["--state", join(folder, "none.json")];
      const command = spawnCommand(["metadata", ...args, ...state]);
      assert.equal(await command.ended, 2, args.join(" "));
      assert.match(command.stderr(), said);
      assert.match(command.stderr(), /^rolecall metadata: [^\n]+\n$/, "one line");
    }
  });
});
