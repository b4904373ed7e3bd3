import assert from "node:assert/strict";
import { test } from "node:test";
import { refuses } from "../harness.test-support.ts";
import {
  A,
  ALLOW_ALL,
  addRole,
  addUser,
  B,
  bearerOf,
  become,
  h,
  openForEachTest,
  policy,
  trusting,
} from "./sts.test-support.ts";

openForEachTest();

/** What a session takes along when it assumes the next role. */

const ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
const open = (AWS: string, Action: readonly string[] = ACTIONS) => [trusting(AWS, { Action })];
const conflict =
  "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.";

/** The session of a user who may assume everything. */
async function firstSession(input: object = {}) {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const RoleArn = await addRole("First", {
    trust: open(A),
    policy: policy(ALLOW_ALL),
    maxSessionSeconds: 43_200,
  });
  return become(ann, { RoleArn, ...input });
}

const CHAIN_LIMIT =
  "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";

test("a chained session lives for an hour at most, whatever the role allows; the role's own limit is told first", async () => {
  const session = await firstSession({ DurationSeconds: 43_200 });
  const ask = (RoleArn: string, DurationSeconds: number) =>
    h.ask(session, "AssumeRole", { RoleArn, RoleSessionName: "x", DurationSeconds });
  const long = await addRole("Second", { trust: open(A), maxSessionSeconds: 43_200 });
  await refuses(ask(long, 3601), "ValidationError", CHAIN_LIMIT);
  const second = await become(session, { RoleArn: long, DurationSeconds: 3600 });
  assert.equal(second.session?.chained, true);
  const short = await addRole("Short", { trust: open(A) });
  await refuses(
    ask(short, 3601),
    "ValidationError",
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  );
});

test("a role that is assumed with GetSessionToken's credentials has the chain's limit as well", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const RoleArn = await addRole("Long", { trust: open(A), maxSessionSeconds: 43_200 });
  const session = bearerOf((await h.ask(ann, "GetSessionToken", {})).Credentials);
  const ask = (caller: typeof ann | typeof session, DurationSeconds: number) =>
    h.ask(caller, "AssumeRole", { RoleArn, RoleSessionName: "x", DurationSeconds });
  await refuses(ask(session, 3601), "ValidationError", CHAIN_LIMIT);
  await ask(session, 3600);
  await ask(ann, 43_200);
});

test("a trust policy may name the session, or the role behind it", async () => {
  const session = await firstSession();
  for (const [name, principal] of [
    ["BySession", `arn:aws:sts::${A}:assumed-role/First/test`],
    ["ByRole", `arn:aws:iam::${A}:role/First`],
  ] as const) {
    const RoleArn = await addRole(name, { accountId: B, trust: open(principal) });
    assert.equal((await become(session, { RoleArn })).accountId, B);
  }
  const RoleArn = await addRole("ByAnotherSession", {
    trust: open(`arn:aws:sts::${A}:assumed-role/First/other`),
  });
  await assert.rejects(h.ask(session, "AssumeRole", { RoleArn, RoleSessionName: "x" }), {
    code: "AccessDenied",
  });
});

test("tags need TagSession on the role, from its trust policy too", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const RoleArn = await addRole("Untaggable", { trust: [trusting(A)] });
  const Tags = [{ Key: "team", Value: "red" }];
  await become(ann, { RoleArn });
  await assert.rejects(
    h.ask(ann, "AssumeRole", { RoleArn, RoleSessionName: "x", Tags }),
    /not authorized to perform: sts:TagSession on resource/,
  );
});

test("conditions see the tags that are passed", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const Condition = {
    StringEquals: { "aws:RequestTag/Team": "red" },
    "ForAllValues:StringEquals": { "aws:TagKeys": ["team"], "sts:TransitiveTagKeys": ["team"] },
  };
  const tagging = trusting(A, { Action: "sts:TagSession", Condition });
  const RoleArn = await addRole("Tagged", { trust: [trusting(A), tagging] });
  const ask = (Tags: readonly { Key: string; Value: string }[], TransitiveTagKeys: readonly string[] = []) =>
    h.ask(ann, "AssumeRole", { RoleArn, RoleSessionName: "x", Tags, TransitiveTagKeys });
  await ask([{ Key: "team", Value: "red" }], ["team"]);
  await assert.rejects(ask([{ Key: "team", Value: "blue" }]), { code: "AccessDenied" });
  await assert.rejects(
    ask([
      { Key: "team", Value: "red" },
      { Key: "more", Value: "" },
    ]),
    { code: "AccessDenied" },
  );
});

test("keys that repeat or are AWS's own, and transitive keys without a tag", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const RoleArn = await addRole("Tagged", { trust: open(A) });
  const ask = (keys: readonly string[], TransitiveTagKeys: readonly string[] = []) =>
    h.ask(ann, "AssumeRole", {
      RoleArn,
      RoleSessionName: "x",
      Tags: keys.map((Key) => ({ Key, Value: "" })),
      TransitiveTagKeys,
    });
  await refuses(
    ask(["team", "TEAM"]),
    "InvalidParameterValue",
    "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  );
  for (const key of ["aws:x", "AWS:PrincipalTag/team", "aWs:"]) {
    const message = "Tag keys beginning with aws: are reserved for system use.";
    await refuses(ask([key]), "InvalidParameterValue", message);
    const input = { Name: "fed", Tags: [{ Key: key, Value: "" }] };
    await refuses(h.ask(ann, "GetFederationToken", input), "InvalidParameterValue", message);
  }
  await refuses(
    ask(["team"], ["other"]),
    "InvalidParameterValue",
    "The specified transitive tag key must be included in the requested tags.",
  );
});

test("transitive tags go on for two more roles, the others end with the first", async () => {
  const Tags = [
    { Key: "Team", Value: "red" },
    { Key: "shift", Value: "night" },
    { Key: "__proto__", Value: "odd" },
  ];
  let session = await firstSession({ Tags, TransitiveTagKeys: ["team", "__proto__"] });
  assert.deepEqual(
    { ...session.session?.sessionTags },
    Object.fromEntries(Tags.map((t) => [t.Key, t.Value])),
  );
  for (const name of ["Second", "Third"]) {
    const RoleArn = await addRole(name, { trust: open(A), policy: policy(ALLOW_ALL) });
    for (const key of ["Team", "tEAM"]) {
      const repeated = { RoleArn, RoleSessionName: "x", Tags: [{ Key: key, Value: "blue" }] };
      await refuses(h.ask(session, "AssumeRole", repeated), "InvalidParameterValue", conflict);
    }
    session = await become(session, { RoleArn });
    assert.deepEqual(
      Object.entries(session.session?.sessionTags ?? {}).sort(),
      [
        ["Team", "red"],
        ["__proto__", "odd"],
      ].sort(),
    );
  }
});

test("inherited tags need TagSession of the next role as well", async () => {
  const session = await firstSession({ Tags: [{ Key: "t", Value: "1" }], TransitiveTagKeys: ["t"] });
  const RoleArn = await addRole("Untaggable", { trust: [trusting(A)] });
  await assert.rejects(h.ask(session, "AssumeRole", { RoleArn, RoleSessionName: "x" }), /sts:TagSession/);
});

test("session tags replace the role's own tags in aws:PrincipalTag", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const Condition = { StringEquals: { "aws:PrincipalTag/team": "red" } };
  const RoleArn = await addRole("Tagged", {
    trust: open(A),
    tags: [{ key: "Team", value: "blue" }],
    policy: policy({ ...ALLOW_ALL, Action: "sts:GetAccessKeyInfo", Condition }),
  });
  const ask = (caller: Awaited<ReturnType<typeof become>>) =>
    h.ask(caller, "GetAccessKeyInfo", { AccessKeyId: ann.accessKeyId });
  await assert.rejects(ask(await become(ann, { RoleArn })), { code: "AccessDenied" });
  const tagged = await become(ann, { RoleArn, Tags: [{ Key: "TEAM", Value: "red" }] });
  assert.deepEqual(await ask(tagged), { Account: A });
});

test("a source identity needs its permission, and stays for the whole chain", async () => {
  const ann = await addUser("ann", { policy: policy(ALLOW_ALL) });
  const closed = await addRole("Closed", { trust: [trusting(A)] });
  await assert.rejects(
    h.ask(ann, "AssumeRole", { RoleArn: closed, RoleSessionName: "x", SourceIdentity: "ann" }),
    /not authorized to perform: sts:SetSourceIdentity/,
  );
  const first = await addRole("First", { trust: open(A), policy: policy(ALLOW_ALL) });
  const answer = await h.ask(ann, "AssumeRole", {
    RoleArn: first,
    RoleSessionName: "test",
    SourceIdentity: "ann",
  });
  assert.equal(answer.SourceIdentity, "ann");
  const session = await become(ann, { RoleArn: first, SourceIdentity: "ann" });
  await assert.rejects(h.ask(session, "AssumeRole", { RoleArn: closed, RoleSessionName: "x" }), {
    code: "AccessDenied",
  });
  const Condition = { StringEquals: { "sts:SourceIdentity": "ann", "aws:SourceIdentity": "ann" } };
  const RoleArn = await addRole("Second", { trust: [trusting(A, { Action: ACTIONS, Condition })] });
  const second = await become(session, { RoleArn });
  assert.equal(second.session?.sourceIdentity, "ann");
  await become(session, { RoleArn, SourceIdentity: "ann" });
  await refuses(
    h.ask(session, "AssumeRole", { RoleArn, RoleSessionName: "x", SourceIdentity: "bob" }),
    "ValidationError",
    "The source identity is already set for this assume role session",
  );
});

test("tags that are handed on count among the 50 of the next session", async () => {
  const tags = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ Key: `${prefix}${index}`, Value: "v" }));
  const session = await firstSession({
    Tags: tags("handed", 30),
    TransitiveTagKeys: tags("handed", 30).map(({ Key }) => Key),
  });
  const RoleArn = await addRole("Second", { trust: open(A) });
  const assume = (count: number) =>
    h.ask(session, "AssumeRole", { RoleArn, RoleSessionName: "test", Tags: tags("own", count) });
  await refuses(
    assume(21),
    "InvalidParameterValue",
    "A session has at most 50 tags, those of the calling session included.",
  );
  await assume(20);
});
