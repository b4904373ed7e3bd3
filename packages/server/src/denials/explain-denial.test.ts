/** A denial is explained as it was decided, whatever became of its policies, to whom its parts belong. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { AccessDenied, type IdentifiedCaller, rootCaller } from "@rolecall/access";
import type { RolecallOperations } from "@rolecall/contracts";
import { toAccessKeyId, toAccountId } from "@rolecall/names";
import type { Explanation } from "@rolecall/policy";
import { openTestInstallation } from "../installation/installation.test-support.ts";
import type { Installation } from "../installation/installation.ts";
import { createDenialLog } from "./denial-log.ts";
import { createDenials } from "./denials.ts";

const ACCOUNT = toAccountId("111111111111");
const STRANGER = toAccountId("222222222222");
const secret = "test-secret-of-at-least-16";
const document = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement });
const GUARD = `arn:aws:iam::${ACCOUNT}:policy/Guard`;
const READER = document({ Effect: "Allow", Action: "iam:GetRequestAuthorizationDetails", Resource: "*" });
const SEED = `accounts:
  - id: "${ACCOUNT}"
    policies:
      - { name: Guard, document: ${document({ Sid: "NoUsers", Effect: "Deny", Action: "iam:CreateUser", Resource: "*" })} }
    users:
      - { name: ann, policies: [Guard], inlinePolicies: { All: ${document({ Effect: "Allow", Action: "*", Resource: "*" })} }, accessKeys: [{ id: AKIAANNANNANNANNANN, secret: ${secret} }] }
      - { name: eve, inlinePolicies: { Reader: ${READER} }, accessKeys: [{ id: AKIAEVEEVEEVEEVEEVE, secret: ${secret} }] }
  - id: "${STRANGER}"
    roles:
      - { name: Far, trust: ${document({ Sid: "NoStrangers", Effect: "Deny", Principal: { AWS: "*" }, Action: "sts:AssumeRole" })} }
`;

let installation: Installation;
let ann: IdentifiedCaller;
let eve: IdentifiedCaller;
const root = rootCaller(ACCOUNT, "AKIAROOT");
before(async () => {
  installation = await openTestInstallation({ seed: SEED });
  const { directory, store } = installation;
  const callerOf = (id: string) => store.read((tx) => directory.accessKey(tx, toAccessKeyId(id)));
  ann = (await callerOf("AKIAANNANNANNANNANN"))?.caller ?? assert.fail();
  eve = (await callerOf("AKIAEVEEVEEVEEVEEVE"))?.caller ?? assert.fail();
});
after(() => installation.close());

/** What ann is denied, told and kept. */
async function deny(call: Parameters<Installation["seedAs"]>[1]) {
  const denied = await installation.seedAs(ann, call).catch((error: unknown) => error);
  assert.ok(denied instanceof AccessDenied, String(denied));
  const log = createDenialLog({ maxBytes: 2 ** 23, clock: () => Date.now() });
  const requestId = randomUUID();
  const told = createDenials({
    hasIds: true,
    consoleUrl: "https://identity.test",
    keyRing: installation.keyRing,
    log,
    onNotKept: () => assert.fail("it is not kept"),
  }).tell(denied.denial, { requestId, now: Date.now(), region: "us-east-1" });
  await log.flush(installation.store);
  return { ...told, requestId };
}

type Types = RolecallOperations["ExplainDenial"];

async function explain(input: Types["input"], reader: IdentifiedCaller = root) {
  const call = { service: "rolecall", operation: "ExplainDenial", input } as const;
  const answer = (await installation.seedAs(reader, call)) as Types["output"];
  return { ...answer, explanation: answer.Explanation as unknown as Explanation | undefined };
}

const createUser = { service: "iam", operation: "CreateUser", input: { UserName: "bob" } } as const;

test("by its id, its request's id and its encoded message it is the same, of the policies of then", async () => {
  const { authorizationId: AuthorizationId = "", encodedMessage = "", requestId } = await deny(createUser);
  await installation.seedAs(root, {
    service: "iam",
    operation: "DetachUserPolicy",
    input: { UserName: "ann", PolicyArn: GUARD },
  });
  const { explanation, ...told } = await explain({ AuthorizationId });
  assert.deepEqual([explanation?.decision, explanation?.layer], ["explicitDeny", "identity"]);
  const [denying] =
    explanation?.layers
      .flatMap(({ statements }) => statements)
      .filter(({ matched, statement }) => matched && statement.effect === "Deny") ?? [];
  assert.deepEqual([denying?.statement.sid, denying?.policyName], ["NoUsers", "Guard"]);
  const policies = explanation?.layers.flatMap((layer) => layer.policies) ?? [];
  assert.deepEqual(policies.map(({ name, versionId }) => [name, versionId]).toSorted(), [
    ["All", undefined],
    ["Guard", "v1"],
  ]);
  assert.deepEqual(told.Question, {
    PrincipalArn: ann.arn,
    Action: "iam:CreateUser",
    Resource: `arn:aws:iam::${ACCOUNT}:user/bob`,
  });
  assert.deepEqual(await explain({ RequestId: requestId }), { explanation, ...told });
  const { DecodedMessage, ...byMessage } = await explain({ EncodedMessage: encodedMessage });
  assert.deepEqual(byMessage, { explanation, ...told });
  assert.equal(JSON.parse(DecodedMessage ?? "").authorizationId, AuthorizationId);
  await installation.seedAs(root, {
    service: "iam",
    operation: "AttachUserPolicy",
    input: { UserName: "ann", PolicyArn: GUARD },
  });
});

test("whoever may look it up and not read its policies is told which permission is missing, and nothing of them", async () => {
  const { authorizationId: AuthorizationId = "" } = await deny(createUser);
  const { explanation } = await explain({ AuthorizationId }, eve);
  assert.equal(explanation?.decision, "explicitDeny");
  assert.deepEqual(explanation?.hidden, [
    { layer: "identity", readAction: "iam:GetRequestAuthorizationPolicy", decides: true },
  ]);
  assert.doesNotMatch(JSON.stringify(explanation), /NoUsers|Guard/);
});

test("across accounts that are in no organization together the caller's side alone is told", async () => {
  const { authorizationId: AuthorizationId = "" } = await deny({
    service: "sts",
    operation: "AssumeRole",
    input: { RoleArn: `arn:aws:iam::${STRANGER}:role/Far`, RoleSessionName: "test" },
  });
  const told = await explain({ AuthorizationId });
  assert.equal(told.explanation?.decision, "allowed", "as far as the caller's own policies go");
  assert.deepEqual(
    told.explanation?.layers.filter(({ unknown }) => unknown === "notHeld").map(({ layer }) => layer),
    ["resourceControl", "resource"],
  );
  assert.doesNotMatch(JSON.stringify(told), /NoStrangers/);
  assert.deepEqual(
    told.Permissions?.map(({ Decision }) => Decision),
    [undefined],
  );
  const owners = await explain({ AuthorizationId }, rootCaller(STRANGER, "AKIASTRANGER"));
  assert.equal(owners.explanation, undefined);
  assert.match(owners.Unexplained ?? "", /in no organization with yours/);
  assert.deepEqual(
    owners.Permissions?.map(({ Decision }) => Decision),
    ["explicitDeny"],
  );
});

test("what never was, what is over and what is others' is the same, and one question is asked", async () => {
  const { authorizationId: AuthorizationId = "" } = await deny(createUser);
  const stranger = rootCaller(STRANGER, "AKIASTRANGER");
  await Promise.all(
    [
      explain({ AuthorizationId }, stranger),
      explain({ AuthorizationId: "0".repeat(25) }),
      explain({ RequestId: randomUUID() }),
    ].map((asked) =>
      assert.rejects(asked, {
        code: "ResourceNotFoundException",
        message: /^There is no such denial, or it is over, or others': /,
      }),
    ),
  );
  await assert.rejects(explain({ EncodedMessage: "AAAA" }), {
    code: "ValidationException",
    message: /^EncodedMessage: /,
  });
  await assert.rejects(explain({}), { code: "ValidationException" });
  await assert.rejects(explain({ AuthorizationId, RequestId: "x" }), { code: "ValidationException" });
});
