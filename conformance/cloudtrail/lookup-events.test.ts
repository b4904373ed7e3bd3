import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { CreateUserCommand, DeleteUserCommand, GetUserCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { openAwsCliShell, withoutAwsCliShell as skip } from "../installation/aws-cli-shell.ts";
import { clientConfiguration, clientsOf, type Keys, keysOf } from "../installation/clients.ts";
import { deniedMessageOf } from "../installation/denied.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";

/** aws cloudtrail lookup-events, answered from the audit log. */

interface LookedUp {
  readonly EventId: string;
  readonly EventName: string;
  readonly EventTime: Date;
  readonly ReadOnly: string;
  readonly Username: string;
  readonly AccessKeyId: string;
  readonly EventSource: string;
  readonly Resources: readonly { readonly ResourceType: string; readonly ResourceName: string }[];
  readonly CloudTrailEvent: string;
}
interface Answer {
  readonly Events: readonly LookedUp[];
  readonly NextToken?: string;
}
interface CloudTrailClient {
  send(command: unknown): Promise<Answer>;
}
interface Sdk {
  readonly CloudTrailClient: new (configuration: unknown) => CloudTrailClient;
  readonly LookupEventsCommand: new (input: object) => unknown;
  readonly DescribeTrailsCommand: new (input: object) => unknown;
}

// The name is put together so that the compiler does not read the client's large type declarations.
const sdk: Sdk = await import(`@aws-sdk/client-${"cloudtrail"}`);

const OTHER = "222222222222";
const OTHER_KEYS = seedKeysOf("other");

let installation: TestInstallation;
let roleKeys: Keys;
before(async () => {
  const trust = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" },
    ],
  };
  const { accounts } = seedWithAdmin({ users: [seedUser("bob")], roles: [{ name: "Reader", trust }] });
  const admin = seedUser("other", { policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] });
  installation = await startInstallation({ accounts: [...accounts, { id: OTHER, users: [admin] }] });
  const { iam, sts } = clientsOf(installation, ADMIN);
  await iam.send(new CreateUserCommand({ UserName: "Kann" }));
  await iam.send(new DeleteUserCommand({ UserName: "Kann" }));
  const role = { RoleArn: `arn:aws:iam::${ACCOUNT}:role/Reader`, RoleSessionName: "night-shift" };
  roleKeys = keysOf((await sts.send(new AssumeRoleCommand(role))).Credentials);
  await clientsOf(installation, roleKeys).sts.send(new GetCallerIdentityCommand({}));
  const bob = clientsOf(installation, seedKeysOf("bob"));
  await deniedMessageOf(bob.iam.send(new GetUserCommand({ UserName: "admin" })));
  await clientsOf(installation, OTHER_KEYS).iam.send(new CreateUserCommand({ UserName: "theirs" }));
  await wait(200);
});
after(() => installation.stop());

/** What a user of the account finds; each waits for its turn. */
async function lookUp(input: object = {}, keys: Keys = ADMIN): Promise<Answer> {
  const client = new sdk.CloudTrailClient(clientConfiguration(installation, keys));
  return client.send(new sdk.LookupEventsCommand(input));
}

const by = (AttributeKey: string, AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});
const namesOf = ({ Events }: Answer) => Events.map(({ EventName }) => EventName);

test("the newest come first, whole, and those of the account alone", async () => {
  const answer = await lookUp();
  assert.deepEqual(namesOf(answer).slice(0, 5), [
    "GetUser",
    "GetCallerIdentity",
    "AssumeRole",
    "DeleteUser",
    "CreateUser",
  ]);
  assert.equal(answer.NextToken, undefined);
  const [denied, , assumed, , created] = answer.Events;
  const record = JSON.parse(denied?.CloudTrailEvent ?? "");
  assert.equal(record.errorCode, "AccessDenied");
  assert.equal(record.recipientAccountId, ACCOUNT);
  assert.deepEqual(
    [denied?.EventId, denied?.EventTime.toISOString().slice(0, 19)],
    [record.eventID, record.eventTime.slice(0, 19)],
  );
  assert.deepEqual(
    { ...created, EventId: "", EventTime: 0, CloudTrailEvent: "" },
    {
      EventId: "",
      EventName: "CreateUser",
      EventSource: "iam.amazonaws.com",
      EventTime: 0,
      ReadOnly: "false",
      Username: "admin",
      AccessKeyId: ADMIN.accessKeyId,
      Resources: [{ ResourceType: "AWS::IAM::User", ResourceName: "Kann" }],
      CloudTrailEvent: "",
    },
  );
  assert.deepEqual(
    assumed?.Resources.map(({ ResourceType }) => ResourceType),
    ["AWS::IAM::Role", "AWS::IAM::AccessKey", "AWS::STS::AssumedRole", "AWS::STS::AssumedRole"],
  );
  const theirs = await lookUp({}, OTHER_KEYS);
  assert.deepEqual(namesOf(theirs).toReversed()[0], "CreateUser");
  assert.ok(theirs.Events.every(({ CloudTrailEvent }) => CloudTrailEvent.includes(OTHER)));
  assert.ok(!theirs.Events.some(({ CloudTrailEvent }) => CloudTrailEvent.includes(ADMIN.accessKeyId)));
});

test("each attribute finds what has it, and nothing else", async () => {
  const finds = async (key: string, value: string) => namesOf(await lookUp(by(key, value)));
  assert.deepEqual(await finds("EventName", "AssumeRole"), ["AssumeRole"]);
  assert.deepEqual(await finds("EventName", "assumerole"), []);
  assert.deepEqual(await finds("EventSource", "sts.amazonaws.com"), ["GetCallerIdentity", "AssumeRole"]);
  assert.deepEqual(await finds("Username", "bob"), ["GetUser"]);
  assert.deepEqual(await finds("Username", "night-shift"), ["GetCallerIdentity"]);
  assert.deepEqual(await finds("Username", "root"), []);
  assert.deepEqual(await finds("AccessKeyId", roleKeys.accessKeyId), ["GetCallerIdentity"]);
  assert.deepEqual(await finds("ReadOnly", "false"), ["DeleteUser", "CreateUser"]);
  assert.deepEqual(await finds("ResourceName", "Kann"), ["DeleteUser", "CreateUser"]);
  assert.deepEqual(await finds("ResourceType", "AWS::STS::AssumedRole"), ["AssumeRole"]);
  const [event] = (await lookUp(by("EventName", "AssumeRole"))).Events;
  assert.deepEqual((await lookUp(by("EventId", event?.EventId ?? ""))).Events, [event]);
});

test("pages follow each other by tokens, which hold for the same question alone", async () => {
  const first = await lookUp({ MaxResults: 2, ...by("EventSource", "iam.amazonaws.com") });
  const token = { MaxResults: 2, NextToken: first.NextToken };
  const second = await lookUp({ ...token, ...by("EventSource", "iam.amazonaws.com") });
  assert.deepEqual([...namesOf(first), ...namesOf(second)], ["GetUser", "DeleteUser", "CreateUser"]);
  assert.equal(second.NextToken, undefined);
  for (const [input, keys] of [
    [token, ADMIN],
    [{ ...token, ...by("EventSource", "iam.amazonaws.com") }, OTHER_KEYS],
    [{ NextToken: "made up" }, ADMIN],
  ] as const)
    await assert.rejects(lookUp(input, keys), {
      name: "InvalidNextTokenException",
      message: "The NextToken is not valid, or belongs to a request with other parameters.",
    });
});

test("times are a range with both ends", async () => {
  const { Events } = await lookUp(by("EventName", "AssumeRole"));
  const at = Events[0]?.EventTime.getTime() ?? 0;
  const range = (from: number, to: number) => ({ StartTime: new Date(from), EndTime: new Date(to) });
  assert.ok(namesOf(await lookUp(range(at, at))).includes("AssumeRole"));
  assert.deepEqual(namesOf(await lookUp(range(at - 9_000_000, at - 8_000_000))), []);
  await assert.rejects(lookUp(range(at + 1_000, at)), { name: "InvalidTimeRangeException" });
});

test("what is asked wrongly is refused by the error of its member", async () => {
  const two = {
    LookupAttributes: [...by("EventName", "a").LookupAttributes, ...by("EventId", "b").LookupAttributes],
  };
  await assert.rejects(lookUp(two), { name: "InvalidLookupAttributesException" });
  await assert.rejects(lookUp(by("Colour", "red")), { name: "InvalidLookupAttributesException" });
  await assert.rejects(lookUp(by("ReadOnly", "perhaps")), { name: "InvalidLookupAttributesException" });
  await assert.rejects(lookUp({ EventCategory: "data" }), { name: "InvalidEventCategoryException" });
  for (const MaxResults of [0, 51])
    await assert.rejects(lookUp({ MaxResults }), { name: "InvalidMaxResultsException" });
  assert.deepEqual(await lookUp({ EventCategory: "insight" }).then(namesOf), []);
});

test("who may not look is refused, and the rest of CloudTrail is not built", async () => {
  await assert.rejects(lookUp({}, seedKeysOf("bob")), (error: Error) => {
    assert.equal(error.name, "AccessDeniedException");
    assert.match(error.message, /bob is not authorized to perform: cloudtrail:LookupEvents on resource: \*/);
    return true;
  });
  const client = new sdk.CloudTrailClient(clientConfiguration(installation, ADMIN));
  await assert.rejects(client.send(new sdk.DescribeTrailsCommand({})), { name: "NotImplemented" });
});

test("who asks too often waits, and is refused where that would take long", async () => {
  await wait(3_000);
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => lookUp({ MaxResults: 1 })));
  const refused = outcomes.filter(({ status }) => status === "rejected");
  assert.ok(refused.length >= 4 && refused.length <= 9, `${refused.length} of 12`);
  for (const outcome of refused) {
    assert.ok(outcome.status === "rejected");
    assert.deepEqual([outcome.reason.name, outcome.reason.message], ["ThrottlingException", "Rate exceeded"]);
  }
  // Another account's turns are its own.
  assert.ok((await lookUp({}, OTHER_KEYS)).Events.length > 0);
});

test("the AWS CLI prints them, page by page", { skip }, async () => {
  await wait(3_000);
  const shell = openAwsCliShell(installation, ADMIN);
  try {
    const lookup = ["cloudtrail", "lookup-events", "--page-size", "1"];
    const attribute = ["--lookup-attributes", "AttributeKey=ResourceName,AttributeValue=Kann"];
    const { Events } = (await shell.run(...lookup, ...attribute)) as unknown as Answer;
    assert.deepEqual(
      Events.map(({ EventName }) => EventName),
      ["DeleteUser", "CreateUser"],
    );
  } finally {
    shell.close();
  }
});
