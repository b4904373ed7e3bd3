import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetUserCommand, ListUsersCommand } from "@aws-sdk/client-iam";
import { DescribeOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import {
  AssumeRoleCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  type GetFederationTokenCommandInput,
  GetSessionTokenCommand,
} from "@aws-sdk/client-sts";
import { parseSaved, type Requirement } from "@rolecall/access";
import { compilePolicy, compilePolicySet } from "@rolecall/policy";
import { createSigningKeyCache, signRequest } from "@rolecall/sigv4";
import { clientConfiguration, clientsOf, type Keys, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { type Neighbour, openNeighbour } from "../installation/neighbour.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";

/** A broker of a company's own gives its people credentials: users of somewhere else, named by it, and limited by what it hands in. */
const BUCKET = "arn:aws:s3:::reports";
const OBJECT = `${BUCKET}/today`;
const federatedUser = (name: string) => `arn:aws:sts::${ACCOUNT}:federated-user/${name}`;
const policy = (...Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
const allow = (Action: string | readonly string[], Resource = "*") => ({ Effect: "Allow", Action, Resource });
const deny = (Action: string, Resource = "*") => ({ Effect: "Deny", Action, Resource });

let installation: TestInstallation;
let neighbour: Neighbour;

before(async () => {
  const broker = policy(
    allow(["sts:GetFederationToken", "sts:TagSession"]),
    allow(["s3:GetObject", "organizations:DescribeOrganization", "iam:*"]),
    deny("s3:DeleteObject"),
  );
  const tags = { team: "brokers", floor: "1" };
  const managed = { name: "Readers", document: policy(allow("s3:GetObject")) };
  installation = await startInstallation(
    seedWithAdmin({
      policies: [managed],
      users: [seedUser("broker", { tags, inlinePolicies: { broker } }), seedUser("nobody")],
    }),
    ["--authorization-ids", "off"],
  );
  neighbour = await openNeighbour(installation);
});
after(async () => {
  await neighbour?.close();
  await installation?.stop();
});

type Input = Partial<GetFederationTokenCommandInput>;
const federate = (input: Input = {}, user = "broker") =>
  clientsOf(installation, seedKeysOf(user)).sts.send(
    new GetFederationTokenCommand({ Name: "ann", ...input }),
  );
const sessionOf = async (input: Input = {}) => keysOf((await federate(input)).Credentials);

const signingKeys = createSigningKeyCache({ capacity: 10 });
/** Asks a bucket for something, which has a policy of its own or none. @returns why not; undefined where it may */
function askBucket(keys: Keys, action: string, bucketPolicy?: object): Promise<string | undefined> {
  const request = {
    method: "GET",
    rawPath: "/today",
    rawQuery: "",
    headers: { host: ["reports.example"] },
    payload: Buffer.from(""),
  };
  const options = { credentials: keys, region: "us-east-1", service: "s3", nowMs: Date.now(), signingKeys };
  const signature = signRequest(request, options);
  const headers = Object.fromEntries(Object.entries(signature).map(([name, value]) => [name, [value]]));
  const needed: Requirement = {
    action,
    resource: OBJECT,
    ...(bucketPolicy !== undefined && {
      resourcePolicy: {
        set: compilePolicySet([compilePolicy(parseSaved(JSON.stringify(bucketPolicy), "resource"))]),
        required: false,
      },
    }),
  };
  return neighbour.refusal({ ...request, headers: { ...request.headers, ...headers } }, "s3", needed);
}

const trusting = (AWS: string, more: object = {}) => ({
  ...allow("s3:*", `${BUCKET}/*`),
  Principal: { AWS },
  ...more,
});
const denial = (reason: string, action = "s3:GetObject", name = "ann") =>
  `User: ${federatedUser(name)} is not authorized to perform: ${action} on resource: ${OBJECT} ${reason}`;
const Policy = JSON.stringify(policy(allow("s3:*")));

test("a federated user is named by the broker, for twelve hours where nothing else is asked", async () => {
  const { FederatedUser, Credentials, PackedPolicySize } = await federate({ Name: "ann@company.example" });
  const arn = federatedUser("ann@company.example");
  assert.deepEqual(FederatedUser, { Arn: arn, FederatedUserId: `${ACCOUNT}:ann@company.example` });
  assert.equal(PackedPolicySize, 0);
  const lifeMs = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
  assert.ok(Math.abs(lifeMs - 43_200_000) < 60_000, String(lifeMs));
  const { sts } = clientsOf(installation, keysOf(Credentials));
  const { Arn, UserId, Account } = await sts.send(new GetCallerIdentityCommand({}));
  assert.deepEqual([Arn, UserId, Account], [arn, `${ACCOUNT}:ann@company.example`, ACCOUNT]);
});

test("names have 2 to 32 characters of their kind, and times their bounds", async () => {
  for (const Name of ["ab", "a".repeat(32), "A_b+c=d,e.f@g-h"]) await federate({ Name });
  for (const [Name, message] of [
    ["a", /'name' failed to satisfy constraint: Member must have length greater than or equal to 2/],
    ["a".repeat(33), /'name' failed to satisfy constraint: Member must have length less than or equal to 32/],
    ["ann smith", /'name' failed to satisfy constraint: Member must satisfy regular expression pattern/],
    ["ann/smith", /'name' failed to satisfy constraint/],
  ] as const) {
    await assertRefused(federate({ Name }), { code: "ValidationError", status: 400, message });
  }
  for (const DurationSeconds of [900, 129_600]) await federate({ DurationSeconds });
  for (const DurationSeconds of [899, 129_601]) {
    await assertRefused(federate({ DurationSeconds }), {
      code: "ValidationError",
      message: /durationSeconds/,
    });
  }
});

test("who may not federate is told so, by the federated user's name", async () => {
  await assertRefused(federate({}, "nobody"), {
    code: "AccessDenied",
    status: 403,
    message: `User: arn:aws:iam::${ACCOUNT}:user/nobody is not authorized to perform: sts:GetFederationToken on resource: ${federatedUser("ann")} because no identity-based policy allows the sts:GetFederationToken action`,
  });
});

test("without a policy handed in nothing is allowed; with one, what the broker may as well", async () => {
  const bare = await sessionOf();
  const reason = "because no session policy allows the s3:GetObject action";
  assert.equal(await askBucket(bare, "s3:GetObject"), denial(reason));
  const limited = await sessionOf({ Policy });
  assert.equal(await askBucket(limited, "s3:GetObject"), undefined);
  const notBroker = denial("because no identity-based policy allows the s3:PutObject action", "s3:PutObject");
  assert.equal(await askBucket(limited, "s3:PutObject"), notBroker);
  const PolicyArns = [{ arn: `arn:aws:iam::${ACCOUNT}:policy/Readers` }];
  assert.equal(await askBucket(await sessionOf({ PolicyArns }), "s3:GetObject"), undefined);
  const Narrow = JSON.stringify(policy(allow("ec2:*")));
  assert.equal(await askBucket(await sessionOf({ Policy: Narrow }), "s3:GetObject"), denial(reason));
});

test("a bucket's policy that names the federated user allows beyond what was handed in, and beyond the broker", async () => {
  const toAnn = policy(trusting(federatedUser("ann")));
  for (const input of [{}, { Policy: JSON.stringify(policy(allow("ec2:*"))) }]) {
    const session = await sessionOf(input);
    assert.equal(await askBucket(session, "s3:GetObject", toAnn), undefined);
    assert.equal(await askBucket(session, "s3:PutObject", toAnn), undefined);
    const broken = denial("with an explicit deny in an identity-based policy", "s3:DeleteObject");
    assert.equal(await askBucket(session, "s3:DeleteObject", toAnn), broken);
  }
  const bob = await sessionOf({ Name: "bob" });
  assert.match((await askBucket(bob, "s3:GetObject", toAnn)) ?? "", /because no session policy allows/);
});

test("one that names the broker allows within what was handed in; one that names the account what both allow", async () => {
  const toBroker = policy(trusting(`arn:aws:iam::${ACCOUNT}:user/broker`));
  const limited = await sessionOf({ Policy });
  assert.equal(await askBucket(limited, "s3:PutObject", toBroker), undefined);
  const bare = await sessionOf();
  assert.match((await askBucket(bare, "s3:PutObject", toBroker)) ?? "", /because no session policy allows/);
  const toAccount = policy(trusting(ACCOUNT));
  assert.equal(await askBucket(limited, "s3:GetObject", toAccount), undefined);
  assert.match(
    (await askBucket(limited, "s3:PutObject", toAccount)) ?? "",
    /because no identity-based policy/,
  );
});

test("a bucket's denial keeps the federated user out, by any of the names", async () => {
  const session = await sessionOf({ Policy });
  for (const name of [federatedUser("ann"), ACCOUNT, "*"]) {
    const closed = policy(trusting(name, { Effect: "Deny" }));
    assert.equal(
      await askBucket(session, "s3:GetObject", closed),
      denial("with an explicit deny in a resource-based policy"),
      name,
    );
  }
});

test("tags are the session's, over the broker's of the same name in any case", async () => {
  const Tags = [{ Key: "Team", Value: "search" }];
  const session = await sessionOf({ Policy, Tags });
  const where = (key: string, value: string) =>
    policy(
      trusting(federatedUser("ann"), { Condition: { StringEquals: { [`aws:PrincipalTag/${key}`]: value } } }),
    );
  const reaches = async (key: string, value: string) =>
    (await askBucket(session, "s3:PutObject", where(key, value))) === undefined;
  assert.deepEqual(
    [await reaches("team", "search"), await reaches("team", "brokers"), await reaches("floor", "1")],
    [true, false, true],
  );
  const twice = [...Tags, { Key: "team", Value: "mail" }];
  await assertRefused(federate({ Tags: twice }), {
    code: "InvalidParameterValue",
    message: /^Duplicate tag keys/,
  });
  await assertRefused(federate({ Tags: [{ Key: "aws:team", Value: "x" }] }), {
    code: "InvalidParameterValue",
    message: /aws:/,
  });
  const many = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: "v" }));
  await assertRefused(federate({ Tags: many }), { code: "ValidationError", message: /'tags'/ });
});

test("how full the token is is told, and what does not fit is refused", async () => {
  const { PackedPolicySize = 0 } = await federate({
    Policy,
    Tags: [{ Key: "team", Value: "x".repeat(256) }],
  });
  assert.ok(PackedPolicySize > 0 && PackedPolicySize < 100, String(PackedPolicySize));
  const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: "v".repeat(256) }));
  await assertRefused(federate({ Policy, Tags }), {
    code: "PackedPolicyTooLargeException",
    status: 400,
    message: /^Packed policy consumes \d+% of allotted space, please use smaller policy\.$/,
  });
  await assertRefused(federate({ Policy: JSON.stringify(policy(allow("s3"))) }), {
    code: "MalformedPolicyDocumentException",
    status: 400,
  });
  const ofOthers = [{ arn: "arn:aws:iam::222222222222:policy/Readers" }];
  await assertRefused(federate({ PolicyArns: ofOthers }), { code: "InvalidParameterValue", status: 400 });
});

test("IAM is not called with it, and of STS only GetCallerIdentity, whatever was handed in; other services are", async () => {
  const session = await sessionOf({ Policy: JSON.stringify(policy(allow("*"))) });
  const { iam, sts } = clientsOf(installation, session);
  const refusal = {
    code: "InvalidClientTokenId",
    status: 403,
    message: "The security token included in the request is invalid.",
  };
  const role = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/any`, RoleSessionName: "any" };
  await assertRefused(iam.send(new ListUsersCommand({})), refusal);
  await assertRefused(iam.send(new GetUserCommand({})), refusal);
  await assertRefused(sts.send(new AssumeRoleCommand(role)), refusal);
  await assertRefused(sts.send(new GetSessionTokenCommand({})), refusal);
  await assertRefused(sts.send(new GetFederationTokenCommand({ Name: "eve" })), refusal);
  await assertRefused(sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: session.accessKeyId })), refusal);
  await sts.send(new GetCallerIdentityCommand({}));
  const organizations = (keys: Keys) =>
    new OrganizationsClient(clientConfiguration(installation, keys)).send(
      new DescribeOrganizationCommand({}),
    );
  // It may ask, and there is none.
  await assertRefused(organizations(session), { code: "AWSOrganizationsNotInUseException" });
  await assertRefused(organizations(await sessionOf({ Policy })), {
    code: "AccessDeniedException",
    message: `User: ${federatedUser("ann")} is not authorized to perform: organizations:DescribeOrganization on resource: * because no session policy allows the organizations:DescribeOrganization action`,
  });
});
