import assert from "node:assert/strict";
import { test } from "node:test";
import { addRole } from "../../../../access/src/world.test-support.ts";
import { refuses } from "../../harness.test-support.ts";
import { asUserWith, h, newProfile, openForEachTest, openHarness } from "../rolesanywhere.test-support.ts";

openForEachTest();

const MACHINE = "arn:aws:iam::111111111111:role/machine";
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
});
const rules = (...specifiers: readonly string[]) => specifiers.map((specifier) => ({ specifier }));
const DEFAULT_MAPPINGS = [
  { certificateField: "x509Issuer", mappingRules: rules("*") },
  { certificateField: "x509SAN", mappingRules: rules("DNS", "URI", "Name/*") },
  { certificateField: "x509Subject", mappingRules: rules("*") },
];

const get = async (profileId: string) => (await h.ask(h.root, "GetProfile", { profileId })).profile;

test("a profile is disabled, lasts an hour and maps as AWS's does, unless it is made otherwise", async () => {
  const { profileId, ...rest } = await newProfile();
  const now = new Date(h.now());
  assert.deepEqual(rest, {
    profileArn: `arn:aws:rolesanywhere:us-east-1:${h.accountId}:profile/${profileId}`,
    name: "machines",
    requireInstanceProperties: false,
    enabled: false,
    createdBy: h.root.arn,
    roleArns: [],
    managedPolicyArns: [],
    createdAt: now,
    updatedAt: now,
    durationSeconds: 3600,
    acceptRoleSessionName: false,
    attributeMappings: DEFAULT_MAPPINGS,
  });
  const all = {
    enabled: true,
    roleArns: [MACHINE, MACHINE],
    managedPolicyArns: [READ_ONLY, "arn:aws:iam::111111111111:policy/own"],
    sessionPolicy: POLICY,
    durationSeconds: 43_200,
    requireInstanceProperties: true,
    acceptRoleSessionName: true,
  };
  const full = await newProfile(all);
  const { roleArns, ...others } = all;
  assert.partialDeepStrictEqual(await get(full.profileId), { ...others, roleArns: [MACHINE] });
});

test("what an update leaves out stays", async () => {
  const { profileId } = await newProfile({ roleArns: [MACHINE], sessionPolicy: POLICY });
  h.advance(1_000);
  const { profile } = await h.ask(h.root, "UpdateProfile", { profileId, durationSeconds: 900 });
  const kept = {
    roleArns: [MACHINE],
    sessionPolicy: POLICY,
    durationSeconds: 900,
    updatedAt: new Date(h.now()),
  };
  assert.partialDeepStrictEqual(profile, kept);
  const changes = {
    name: "other",
    roleArns: [],
    managedPolicyArns: [READ_ONLY],
    acceptRoleSessionName: true,
  };
  await h.ask(h.root, "UpdateProfile", { profileId, ...changes });
  assert.partialDeepStrictEqual(await get(profileId), { ...changes, durationSeconds: 900 });
  for (const [operation, enabled] of [
    ["EnableProfile", true],
    ["DisableProfile", false],
  ] as const)
    assert.equal((await h.ask(h.root, operation, { profileId })).profile?.enabled, enabled);
});

test("roles, managed policies and the session policy are what they should be", async () => {
  const bad: readonly [object, RegExp][] = [
    [{ roleArns: ["arn:aws:iam:x:y:role/z"] }, /arn:aws:iam:x:y:role\/z is no ARN of a role/],
    [
      { managedPolicyArns: ["arn:aws:iam::222222222222:policy/x"] },
      /is no ARN of a managed policy of this account/,
    ],
    [{ managedPolicyArns: [MACHINE] }, /is no ARN of a managed policy/],
    [{ sessionPolicy: "{}" }, /^The sessionPolicy is not valid: ./],
    [{ sessionPolicy: " ".repeat(100_001) }, /more than 100000 characters/],
  ];
  const { profileId } = await newProfile();
  for (const [input, message] of bad) {
    const expected = { code: "ValidationException", message };
    await assert.rejects(newProfile(input), expected);
    await assert.rejects(h.ask(h.root, "UpdateProfile", { profileId, ...input }), expected);
  }
});

test("who puts a role into a profile has to be allowed to pass it to IAM Roles Anywhere", async () => {
  const world = { store: h.store, keyRing: h.env.keyRing };
  await addRole(world, "machine", undefined, { tags: [{ key: "for", value: "machines" }] });
  const { profileId } = await newProfile();
  const may = { Action: ["rolesanywhere:CreateProfile", "rolesanywhere:UpdateProfile"] };
  const pass = (more: object) => ({ Action: "iam:PassRole", ...more });
  const to = (service: string) => ({ StringEquals: { "iam:PassedToService": `${service}.amazonaws.com` } });
  const tagged = { StringEquals: { "aws:ResourceTag/for": "machines" } };
  const roleArns = [MACHINE];
  const denied = {
    code: "AccessDenied",
    message: /not authorized to perform: iam:PassRole on resource: .*:role\/machine/,
  };
  for (const [name, ...statements] of [
    ["ann"],
    ["bob", pass({ Condition: to("ec2") })],
    ["cid", pass({ Resource: `${MACHINE}2` })],
  ] as const) {
    const caller = await asUserWith(name, may, ...statements);
    await assert.rejects(h.ask(caller, "CreateProfile", { name: "a", roleArns }), denied, name);
    await assert.rejects(h.ask(caller, "UpdateProfile", { profileId, roleArns }), denied, name);
    await h.ask(caller, "UpdateProfile", { profileId, name });
  }
  for (const [name, condition] of [
    ["dan", to("rolesanywhere")],
    ["eve", tagged],
  ] as const) {
    const caller = await asUserWith(name, may, pass({ Resource: MACHINE, Condition: condition }));
    const { profile } = await h.ask(caller, "CreateProfile", { name: "a", roleArns });
    assert.equal(profile?.createdBy, caller.arn);
    await h.ask(caller, "UpdateProfile", { profileId, roleArns });
  }
  // Nobody passes a role of another account.
  const others = ["arn:aws:iam::222222222222:role/machine"];
  const administrator = await h.asAdministratorRole("admin");
  await assert.rejects(h.ask(administrator, "CreateProfile", { name: "a", roleArns: others }), {
    code: "AccessDenied",
  });
});

test("an account has so many in a region", async () => {
  const small = await openHarness({ Profiles: 1 });
  const create = () => small.ask(small.root, "CreateProfile", { name: "a", roleArns: [] });
  await create();
  await refuses(create(), "ValidationException", "Cannot exceed quota for Profiles: 1");
  await small.close();
});

const mappingsOf = async (profileId: string) => (await get(profileId))?.attributeMappings;

test("a mapping takes the place of what its field had, and is shown as AWS shows it", async () => {
  const { profileId } = await newProfile();
  const put = (certificateField: "x509Subject" | "x509SAN", ...specifiers: readonly string[]) =>
    h.ask(h.root, "PutAttributeMapping", { profileId, certificateField, mappingRules: rules(...specifiers) });
  await put("x509Subject", "CN", "OU", "CN", "2.5.4.5");
  await put("x509SAN", "Name", "Name/", "DNS", "DNS/2", "URI/12", "Name/OU");
  assert.deepEqual(await mappingsOf(profileId), [
    DEFAULT_MAPPINGS[0],
    { certificateField: "x509SAN", mappingRules: rules("Name/*", "DNS", "DNS/2", "URI/12", "Name/OU") },
    { certificateField: "x509Subject", mappingRules: rules("CN", "OU", "2.5.4.5") },
  ]);
  for (const [field, specifier] of [
    ["x509Subject", "Name/CN"],
    ["x509Subject", ""],
    ["x509Subject", "C N"],
    ["x509Subject", "2"],
    ["x509SAN", "*"],
    ["x509SAN", "DNS/0"],
    ["x509SAN", "IP"],
    ["x509SAN", "Name/CN/x"],
  ] as const)
    await refuses(
      put(field, specifier),
      "ValidationException",
      `"${specifier}" is no specifier of the certificate field ${field}.`,
    );
  await assert.rejects(put("x509Subject"), { code: "ValidationException" });
  const many = Array.from({ length: 51 }, () => "CN");
  await refuses(
    put("x509Subject", ...many),
    "ValidationException",
    "Cannot exceed quota for MappingRulesPerField: 50",
  );
});

test("a mapping goes specifier by specifier, or as a whole", async () => {
  const { profileId } = await newProfile();
  const remove = (certificateField: "x509Subject" | "x509SAN", specifiers?: readonly string[]) =>
    h.ask(h.root, "DeleteAttributeMapping", {
      profileId,
      certificateField,
      ...(specifiers && { specifiers }),
    });
  await remove("x509SAN", ["URI", "Name/"]);
  assert.deepEqual((await mappingsOf(profileId))?.[1]?.mappingRules, rules("DNS"));
  await assert.rejects(remove("x509SAN", ["DNS", "URI"]), {
    code: "ResourceNotFoundException",
    message: /x509SAN\/URI/,
  });
  await remove("x509SAN", ["DNS"]);
  await remove("x509Subject");
  assert.deepEqual(await mappingsOf(profileId), [DEFAULT_MAPPINGS[0]]);
  await assert.rejects(remove("x509Subject"), { code: "ResourceNotFoundException" });
});

test("a profile that is deleted is shown once more", async () => {
  const { profileId, profileArn } = await newProfile();
  assert.equal((await h.ask(h.root, "DeleteProfile", { profileId })).profile?.profileArn, profileArn);
  const gone = `There is no profile ${profileId} in this account and Region.`;
  await refuses(get(profileId), "ResourceNotFoundException", gone);
});
