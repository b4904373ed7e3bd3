/** The packed package's metadata service: a program on the machine finds its role's credentials. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AddRoleToInstanceProfileCommand, CreateInstanceProfileCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { callSigned } from "../../packages/server/src/credential-delivery/instance/call-signed.ts";
import { sendOverHttp } from "../../packages/server/src/credential-delivery/send-over-http.ts";
import { clientsOf } from "../installation/clients.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { createPackedProject, OWN_NODE_FOLDER, type PackedProject, startCommand } from "./packed-project.ts";

const TRUST = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
};

let project: PackedProject;
before(async () => {
  project = await createPackedProject();
  const seed = seedWithAdmin({ roles: [{ name: "Web", trust: TRUST }] });
  writeFileSync(join(project.folder, "seed.json"), JSON.stringify(seed));
});
after(() => project?.close());

test("an instance's credentials are handed out, and a client is the role by them", async (context) => {
  const serve = async (...args: readonly string[]) => {
    const running = await startCommand(project.folder, OWN_NODE_FOLDER, ["npx", "rolecall", ...args]);
    context.after(() => running.stop("SIGKILL", "group"));
    return running;
  };
  const { endpoint } = await serve("start", "--port", "0", "--data", "data", "--seed", "seed.json");
  const at = { endpoint, clockOffsetMs: () => 0 };
  const { iam } = clientsOf(at, ADMIN);
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: "Web" }));
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: "Web", RoleName: "Web" }));
  const asked = { send: sendOverHttp, endpoint: new URL(endpoint), clock: Date.now };
  await callSigned({ ...asked, credentials: ADMIN, region: "us-east-1" }, "RunInstance", {
    Name: "web-1",
    InstanceProfileName: "Web",
  });

  const metadata = await serve("metadata", "--port", "0", "--data", "data", "--instance", "web-1");
  const ttl = { "x-aws-ec2-metadata-token-ttl-seconds": "60" };
  const put = await fetch(`${metadata.endpoint}/latest/api/token`, { method: "PUT", headers: ttl });
  const headers = { "x-aws-ec2-metadata-token": await put.text() };
  const path = "/latest/meta-data/iam/security-credentials/Web";
  const told = await (await fetch(`${metadata.endpoint}${path}`, { headers })).json();
  const { AccessKeyId, SecretAccessKey, Token } = told as Readonly<Record<string, string>>;
  const { sts } = clientsOf(at, {
    accessKeyId: AccessKeyId ?? "",
    secretAccessKey: SecretAccessKey ?? "",
    sessionToken: Token ?? "",
  });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.match(Arn ?? "", /:assumed-role\/Web\/i-[0-9a-f]+$/);
});
