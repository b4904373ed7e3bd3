/** What is told of a denial by an organization's policies: in the message, in the encoded one, and to who looks it up. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { AccessDenied, type Denial, type IdentifiedCaller, rootCaller } from "@rolecall/access";
import type { GetRequestAuthorizationDetailsOutput } from "@rolecall/contracts/iam-toolbox";
import { openMessage } from "@rolecall/credentials";
import { toAccessKeyId, toAccountId } from "@rolecall/names";
import {
  addOrganization,
  addUnit,
  attach,
  detach,
  enable,
  FULL_ACCESS,
  join,
  MANAGEMENT,
  move,
  ORGANIZATION,
  policyId,
  putPolicy,
} from "../../../access/src/organizations.test-support.ts";
import { openTestInstallation } from "../installation/installation.test-support.ts";
import type { Installation } from "../installation/installation.ts";
import { createDenialLog } from "./denial-log.ts";
import { createDenials } from "./denials.ts";

const ACCOUNT = toAccountId("111111111111");
const SISTER = toAccountId("222222222222");
const STRANGER = toAccountId("333333333333");
const ADMINISTRATOR = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
const inline = JSON.stringify({ everything: ADMINISTRATOR });
const SEED = `accounts:
  - id: "${ACCOUNT}"
    users:
      - { name: ann, inlinePolicies: ${inline}, accessKeys: [{ id: AKIAANNANNANNANNANN, secret: test-secret-of-at-least-16 }] }
  - { id: "${SISTER}" }
  - { id: "${STRANGER}", users: [{ name: eve, inlinePolicies: ${inline}, accessKeys: [{ id: AKIAEVEEVEEVEEVEEVE, secret: test-secret-of-at-least-16 }] }] }
`;
const NODE = `arn:aws:organizations::${MANAGEMENT}:ou/${ORGANIZATION}/ou-aaaa-one00000`;
const POLICY = `arn:aws:organizations::${MANAGEMENT}:policy/${ORGANIZATION}/service_control_policy/p-guard000`;
const AWS_POLICY = "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess";

let installation: Installation;
let ann: IdentifiedCaller;
let eve: IdentifiedCaller;
before(async () => {
  installation = await openTestInstallation({ seed: SEED });
  const { directory, store } = installation;
  const callerOf = (id: string) => store.read((tx) => directory.accessKey(tx, toAccessKeyId(id)));
  await addOrganization(installation);
  await store.write((tx) => join(tx, SISTER));
  await enable(installation, "SERVICE_CONTROL_POLICY");
  await enable(installation, "RESOURCE_CONTROL_POLICY");
  const unit = await addUnit(installation, "one");
  await move(installation, ACCOUNT, unit);
  const Statement = [{ Sid: "NoUsers", Effect: "Deny", Action: "iam:CreateUser", Resource: "*" }];
  await putPolicy(installation, "guard", JSON.stringify({ Version: "2012-10-17", Statement }));
  ann = (await callerOf("AKIAANNANNANNANNANN"))?.caller ?? assert.fail();
  eve = (await callerOf("AKIAEVEEVEEVEEVEEVE"))?.caller ?? assert.fail();
});
after(() => installation.close());

const createUser = { service: "iam", operation: "CreateUser", input: { UserName: "bob" } } as const;

async function denialOf(
  caller: IdentifiedCaller,
  call: Parameters<Installation["seedAs"]>[1],
): Promise<Denial> {
  const denied = await installation.seedAs(caller, call).catch((error: unknown) => error);
  assert.ok(denied instanceof AccessDenied, String(denied));
  return denied.denial;
}

/** Tells a denial and keeps it. */
async function tell(denial: Denial) {
  const log = createDenialLog({ maxBytes: 2 ** 23, clock: () => Date.now() });
  const told = createDenials({
    hasIds: true,
    consoleUrl: "https://identity.test",
    keyRing: installation.keyRing,
    log,
    onNotKept: () => assert.fail("it is not kept"),
  }).tell(denial, { requestId: randomUUID(), now: Date.now(), region: "us-east-1" });
  await log.flush(installation.store);
  return told;
}

function lookUp(reader: IdentifiedCaller, authorizationId = "") {
  const input = { authorizationId };
  const call = { service: "iam-toolbox", operation: "GetRequestAuthorizationDetails", input } as const;
  return installation.seedAs(reader, call) as Promise<GetRequestAuthorizationDetailsOutput>;
}

test("an explicit deny: its policy in the message; node, policy and statement in the encoded one and to who looks it up", async () => {
  await attach(installation, policyId("guard"), "ou-aaaa-one00000");
  const { message, encodedMessage = "", authorizationId } = await tell(await denialOf(ann, createUser));
  assert.ok(
    message.includes(`with an explicit deny in a service control policy: ${POLICY}. Go to `),
    message,
  );
  const decoded = JSON.parse(openMessage(installation.keyRing, encodedMessage, ACCOUNT) ?? "");
  assert.deepEqual(decoded.organization, { layer: "serviceControl", node: NODE });
  const [statement] = decoded.matchedStatements.items;
  assert.deepEqual(
    [statement.statementId, statement.policy, statement.attachedTo],
    ["NoUsers", POLICY, NODE],
  );
  for (const reader of [ann, rootCaller(SISTER, "AKIASISTER")]) {
    const { evaluations, policies } = await lookUp(reader, authorizationId);
    assert.deepEqual(evaluations[0]?.matchedPolicies?.find(({ uri }) => uri === POLICY)?.matchedStatements, [
      { sid: "NoUsers", evaluatedEffect: "DENY" },
    ]);
    const guard = policies.find(({ uri }) => uri === POLICY);
    assert.deepEqual([guard?.type, guard?.attachedTo], ["SERVICE_CONTROL_POLICY", [{ arn: NODE }]]);
    const own = policies.filter(({ uri }) => uri === AWS_POLICY);
    assert.equal(own.length, 1);
    assert.deepEqual(own[0]?.attachedTo?.length, 3, "the root, the unit and the account");
  }
  await assert.rejects(lookUp(rootCaller(STRANGER, "AKIASTRANGER"), authorizationId), {
    code: "ResourceNotFoundException",
  });
  await detach(installation, policyId("guard"), "ou-aaaa-one00000");
});

test("an implicit one: the first level that does not allow", async () => {
  await detach(installation, FULL_ACCESS, "ou-aaaa-one00000");
  const { message, encodedMessage = "" } = await tell(await denialOf(ann, createUser));
  assert.ok(message.includes("because no service control policy allows the iam:CreateUser action"), message);
  const decoded = JSON.parse(openMessage(installation.keyRing, encodedMessage, ACCOUNT) ?? "");
  assert.equal(decoded.explicitDeny, false);
  assert.deepEqual(decoded.organization, { layer: "serviceControl", node: NODE });
  await attach(installation, FULL_ACCESS, "ou-aaaa-one00000");
});

test("a resource control policy is told to its own organization, and nothing of it to strangers", async () => {
  const Principal = { AWS: "*" };
  const trust = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal, Action: "sts:AssumeRole" },
  };
  const input = { RoleName: "open", AssumeRolePolicyDocument: JSON.stringify(trust) };
  await installation.seedAs(rootCaller(SISTER, "AKIASISTER"), {
    service: "iam",
    operation: "CreateRole",
    input,
  });
  const Statement = [
    { Sid: "Shut", Effect: "Deny", Principal: "*", Action: "sts:AssumeRole", Resource: "*" },
  ];
  const shut = JSON.stringify({ Version: "2012-10-17", Statement });
  await attach(
    installation,
    await putPolicy(installation, "shut", shut, "RESOURCE_CONTROL_POLICY"),
    SISTER,
    "RESOURCE_CONTROL_POLICY",
  );
  const RoleArn = `arn:aws:iam::${SISTER}:role/open`;
  const assume = {
    service: "sts",
    operation: "AssumeRole",
    input: { RoleArn, RoleSessionName: "test" },
  } as const;
  const policy = `arn:aws:organizations::${MANAGEMENT}:policy/${ORGANIZATION}/resource_control_policy/p-shut0000`;
  const node = `arn:aws:organizations::${MANAGEMENT}:account/${ORGANIZATION}/${SISTER}`;

  const within = await tell(await denialOf(ann, assume));
  assert.ok(
    within.message.includes(`with an explicit deny in a resource control policy: ${policy}`),
    within.message,
  );
  const decoded = JSON.parse(openMessage(installation.keyRing, within.encodedMessage ?? "", ACCOUNT) ?? "");
  assert.deepEqual(decoded.organization, { layer: "resourceControl", node });
  assert.equal(decoded.matchedStatements.items[0].policy, policy);

  const without = await tell(await denialOf(eve, assume));
  assert.match(without.message, /on resource: arn:aws:iam::222222222222:role\/open\. Go to /);
  const text = openMessage(installation.keyRing, without.encodedMessage ?? "", STRANGER) ?? "";
  assert.equal(text.includes(ORGANIZATION), false, text);
  assert.deepEqual([JSON.parse(text).explicitDeny, JSON.parse(text).matchedStatements.items], [false, []]);
  const strangers = JSON.stringify(await lookUp(eve, without.authorizationId));
  assert.equal(strangers.includes(ORGANIZATION), false, strangers);
  const owners = await lookUp(rootCaller(SISTER, "AKIASISTER"), without.authorizationId);
  assert.equal(owners.evaluations[0]?.evaluatedEffect, "EXPLICIT_DENY");
  assert.deepEqual(owners.evaluations[0]?.matchedPolicies?.map(({ uri }) => uri).includes(policy), true);
  assert.equal("aws:PrincipalTag/x" in owners.requestContext, false);
});
