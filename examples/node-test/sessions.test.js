import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { startRolecall } from "rolecall";

let rolecall;
before(async () => {
  rolecall = await startRolecall({ seedFile: fileURLToPath(new URL("seed.yaml", import.meta.url)) });
});
after(() => rolecall.close());

test("a session ends after an hour", async () => {
  const { endpoint, region } = rolecall;
  const ci = new STSClient({ endpoint, region, credentials: rolecall.credentials("ci") });
  const { Credentials } = await ci.send(
    new AssumeRoleCommand({
      RoleArn: "arn:aws:iam::111111111111:role/Deployer",
      RoleSessionName: "run",
    }),
  );
  const credentials = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
  const session = new STSClient({ endpoint, region, credentials });
  await session.send(new GetCallerIdentityCommand({}));
  rolecall.clock.advance({ hours: 1 });
  await assert.rejects(session.send(new GetCallerIdentityCommand({})), { name: "ExpiredToken" });
});
