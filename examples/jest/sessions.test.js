import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { startRolecall } from "rolecall";

let rolecall;
beforeAll(async () => {
  rolecall = await startRolecall({ seedFile: "seed.yaml" });
});
afterAll(() => rolecall.close());

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
  await expect(session.send(new GetCallerIdentityCommand({}))).rejects.toThrow(/expired/);
});
