import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";

/** The AWS CLI as it comes, whichever version is installed. */
const { secretAccessKey: SECRET } = ADMIN;
const skip = missingClient("aws", "--version");

let installation: TestInstallation;
before(async () => {
  const nobody = { name: "nobody", accessKeys: [{ id: "AKIASEEDSENOBODY", secret: SECRET }] };
  installation = await startInstallation(seedWithAdmin({ users: [nobody] }));
});
after(() => installation.stop());

const aws = (accessKeyId: string, ...args: readonly string[]) =>
  runClient("aws", {
    args: [...args, "--output", "json"],
    environment: {
      AWS_ENDPOINT_URL: installation.endpoint,
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: SECRET,
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_MAX_ATTEMPTS: "1",
    },
  });

test("who am I", { skip }, async () => {
  const { stdout, code } = await aws(ADMIN.accessKeyId, "sts", "get-caller-identity");
  assert.equal(code, 0);
  const { Account, Arn } = JSON.parse(stdout);
  assert.deepEqual([Account, Arn], [ACCOUNT, `arn:aws:iam::${ACCOUNT}:user/admin`]);
});

test("make a user with a policy, read both back", { skip }, async () => {
  const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
  const made = await aws(
    ADMIN.accessKeyId,
    "iam",
    "create-user",
    "--user-name",
    "cli",
    "--tags",
    "Key=team,Value=blue + green",
  );
  assert.equal(made.code, 0, made.stderr);
  const put = await aws(
    ADMIN.accessKeyId,
    ...["iam", "put-user-policy", "--user-name", "cli", "--policy-name", "S3", "--policy-document", document],
  );
  assert.equal(put.code, 0, put.stderr);
  const policy = await aws(
    ADMIN.accessKeyId,
    "iam",
    "get-user-policy",
    "--user-name",
    "cli",
    "--policy-name",
    "S3",
  );
  assert.deepEqual(JSON.parse(policy.stdout).PolicyDocument, JSON.parse(document));
  const user = await aws(ADMIN.accessKeyId, "iam", "get-user", "--user-name", "cli");
  assert.deepEqual(JSON.parse(user.stdout).User.Tags, [{ Key: "team", Value: "blue + green" }]);
});

test("a refusal says why, and the exit code tells scripts", { skip }, async () => {
  const { code, stderr } = await aws("AKIASEEDSENOBODY", "iam", "list-users");
  assert.notEqual(code, 0);
  assert.match(
    stderr,
    /An error occurred \(AccessDenied\) when calling the ListUsers operation: User: arn:aws:iam::111111111111:user\/nobody is not authorized to perform: iam:ListUsers on resource: .* because no identity-based policy allows the iam:ListUsers action/,
  );
});
