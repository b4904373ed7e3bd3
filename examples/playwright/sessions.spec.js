import { fileURLToPath } from "node:url";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { test as base, expect } from "@playwright/test";
import { startRolecall } from "rolecall";

/** One for each worker of Playwright; each test begins at the seed. */
const test = base.extend({
  installation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures one needs from its pattern.
    async ({}, use) => {
      const seedFile = fileURLToPath(new URL("seed.yaml", import.meta.url));
      const installation = await startRolecall({ seedFile });
      await use(installation);
      await installation.close();
    },
    { scope: "worker" },
  ],
  rolecall: async ({ installation }, use) => {
    await installation.reset();
    await use(installation);
  },
});

test("a session ends after an hour", async ({ rolecall, request }) => {
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
  await expect(session.send(new GetCallerIdentityCommand({}))).rejects.toThrow(/expired/);
  // The sign-in page, as the application under test would lead there.
  expect((await request.get(`${endpoint}/console/`)).ok()).toBe(true);
});
