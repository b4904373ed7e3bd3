import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { RolecallOperations } from "@rolecall/contracts";
import { newUniqueId, toAccountId } from "@rolecall/names";
import type { Explanation } from "@rolecall/policy";
import {
  addOrganization,
  attach,
  enable,
  putPolicy,
} from "../../../../access/src/organizations.test-support.ts";
import { addRole } from "../../../../access/src/world.test-support.ts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { rolecallService } from "../index.ts";

const ACCOUNT = "111111111111";
const OTHER = "222222222222";
const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`;
const PHOTO = "arn:aws:s3:::photos/a";
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

let h: Harness<RolecallOperations>;
let root: IdentifiedCaller;
before(async () => {
  h = await createHarness(rolecallService);
  root = h.root;
  await h.store.write(async (tx) => {
    for (const name of ["ann", "eve"]) {
      const id = newUniqueId("AIDA", h.env.random);
      await tx.users.insert({ id, accountId: h.accountId, name, path: "/", tags: [], createdAt: h.now() });
    }
  });
  await h.allow("ann", { Action: "s3:GetObject" });
});
after(() => h.close());

type Input = RolecallOperations["ExplainRequest"]["input"];

async function ask(more: Partial<Input> = {}, reader = root) {
  const asked = { PrincipalArn: ANN, Action: "s3:GetObject", Resource: PHOTO, ...more };
  const answer = await h.ask(reader, "ExplainRequest", asked);
  return { ...answer, explanation: answer.Explanation as unknown as Explanation };
}

test("what is decided, by what, and which keys were known", async () => {
  const { explanation, Context } = await ask({ Context: { "aws:SourceIp": ["192.0.2.1"] } });
  assert.deepEqual([explanation.decision, explanation.layer], ["allowed", "identity"]);
  const identity = explanation.layers.find(({ layer }) => layer === "identity");
  assert.equal(identity?.policies[0]?.name, "allow-0");
  assert.match(identity?.policies[0]?.document ?? "", /s3:GetObject/);
  const sources = new Map(Context.map(({ Key, Source }) => [Key, Source]));
  assert.equal(sources.get("aws:SourceIp"), "Given");
  assert.equal(sources.get("aws:PrincipalArn"), "Principal");
  assert.equal(sources.has("aws:UserAgent"), false, "what the reader's own request brought is nobody's");
  const denied = await ask({ Action: "s3:PutObject" });
  assert.deepEqual([denied.explanation.decision, denied.explanation.layer], ["implicitDeny", "identity"]);
  assert.equal(denied.explanation.additions.length, 1);
});

test("of a service whose resources' policies are not here the layer is unknown, until its policy is given", async () => {
  const layer = ({ explanation }: Awaited<ReturnType<typeof ask>>) =>
    explanation.layers.find((each) => each.layer === "resource");
  assert.equal(layer(await ask())?.unknown, "notHeld");
  const ResourcePolicy = policy({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: PHOTO });
  const given = await ask({ ResourcePolicy });
  assert.deepEqual([given.explanation.decision, given.explanation.layer], ["explicitDeny", "resource"]);
  assert.equal(layer(given)?.policies[0]?.document, ResourcePolicy);
  assert.equal(layer(await ask({ Action: "iam:GetUser", Resource: ANN }))?.unknown, undefined);
  await refuses(
    ask({ Action: "iam:GetUser", Resource: ANN, ResourcePolicy }),
    "ValidationException",
    "ResourcePolicy: Rolecall itself has the policies of what this action is about.",
  );
  await assert.rejects(ask({ ResourcePolicy: "{" }), {
    code: "ValidationException",
    message: /^ResourcePolicy: /,
  });
});

test("across accounts that are in no organization together nothing of the other's is asked or told", async () => {
  await h.addAccount(OTHER);
  const role = await h.store
    .write(async () => undefined)
    .then(() =>
      addRole({ store: h.store }, "Far", undefined, {
        id: newUniqueId("AROA", h.env.random),
        accountId: toAccountId(OTHER),
        createdAt: h.now(),
        trustPolicy: policy({ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }),
      }),
    );
  await h.allow("ann", { Action: "sts:AssumeRole" });
  const { explanation } = await ask({
    Action: "sts:AssumeRole",
    Resource: `arn:aws:iam::${OTHER}:role/${role.name}`,
  });
  assert.equal(explanation.decision, "allowed");
  const unknown = explanation.layers.filter((each) => each.unknown === "notHeld").map(({ layer }) => layer);
  assert.deepEqual(unknown, ["resourceControl", "resource"]);
  assert.equal(JSON.stringify(explanation).includes("Deny"), false);
});

test("whoever may not read a policy learns its layer's verdict and which permission is missing", async () => {
  const eve = await h.asUser("eve");
  await h.allow("eve", { Action: "iam:SimulatePrincipalPolicy" });
  const { explanation } = await ask({}, eve);
  assert.equal(explanation.decision, "allowed");
  assert.deepEqual(explanation.hidden, [
    { layer: "identity", readAction: "iam:GetUserPolicy", decides: true },
  ]);
  assert.equal(JSON.stringify(explanation).includes("allow-0"), false);
  await h.allow("eve", { Action: "iam:GetUserPolicy", Resource: ANN });
  assert.deepEqual((await ask({}, eve)).explanation.hidden, []);
});

test("members are told a service control policy's layer, the management account its statement and its unit", async () => {
  await addOrganization(h);
  await enable(h, "SERVICE_CONTROL_POLICY");
  const guard = policy({ Sid: "NoPhotos", Effect: "Deny", Action: "s3:*", Resource: "*" });
  await attach(h, await putPolicy(h, "guard", guard), ACCOUNT);
  const { explanation } = await ask();
  assert.deepEqual([explanation.decision, explanation.layer], ["explicitDeny", "serviceControl"]);
  assert.equal(JSON.stringify(explanation).includes("NoPhotos"), false);
  assert.deepEqual(
    explanation.hidden.map(({ layer, readAction, decides }) => [layer, readAction, decides]),
    [["serviceControl", "organizations:DescribePolicy", true]],
  );
});

test("who is not there cannot be decided about, and others' principals are not asked about", async () => {
  await refuses(
    ask({ PrincipalArn: `arn:aws:iam::${ACCOUNT}:user/gone` }),
    "ResourceNotFoundException",
    "There is no user gone in this account.",
  );
  await refuses(
    ask({ PrincipalArn: `arn:aws:iam::${OTHER}:user/ann` }),
    "ValidationException",
    "PrincipalArn: Only principals of the caller's own account can be asked about.",
  );
  await assert.rejects(ask({ PrincipalArn: `arn:aws:iam::${ACCOUNT}:group/team` }), {
    code: "ValidationException",
  });
  await assert.rejects(ask({ Resource: "photos" }), { code: "ValidationException" });
});

test("a context has bounds, and no key comes twice", async () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`x:${index}`, ["1"]]));
  for (const Context of [
    many,
    { "x:A": ["1"], "x:a": ["1"] },
    { "x:a": Array(101).fill("1") },
    { "x:a": ["y".repeat(40_000)] },
  ])
    await assert.rejects(ask({ Context }), { code: "ValidationException", message: /^Context: / });
});
