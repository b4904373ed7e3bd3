/** What organizations decide by is remembered; every operation that changes it is heard before the next request. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessDenied, authorize, type IdentifiedCaller, type Requirement } from "@rolecall/access";
import { compilePolicy, compilePolicySet, parsePolicy } from "@rolecall/policy";
import { putInline, REQUEST } from "../../../access/src/world.test-support.ts";
import { organizationsService } from "./index.ts";
import {
  createOrganization,
  MEMBER,
  ORGANIZATION,
  type OrganizationHarness,
  OTHER,
  ROOT,
  UNIT,
} from "./organization.test-support.ts";

const SCP = "SERVICE_CONTROL_POLICY";
const RCP = "RESOURCE_CONTROL_POLICY";

/** Operations by which nothing changes that requests are decided by. */
const WITHOUT_A_SAY = [
  "CancelHandshake",
  "CreateAccount",
  "CreateGovCloudAccount",
  "CreateOrganizationalUnit",
  "CreatePolicy",
  "DeclineHandshake",
  "DeleteOrganizationalUnit",
  "DeletePolicy",
  "DeleteResourcePolicy",
  "DeregisterDelegatedAdministrator",
  "DisableAWSServiceAccess",
  "EnableAWSServiceAccess",
  "EnableAllFeatures",
  "InviteAccountToOrganization",
  "InviteOrganizationToTransferResponsibility",
  "PutResourcePolicy",
  "RegisterDelegatedAdministrator",
  "TagResource",
  "TerminateResponsibilityTransfer",
  "UntagResource",
  "UpdateOrganizationalUnit",
  "UpdateResponsibilityTransfer",
];

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const deny = (Action: string, more: object = {}) =>
  document({ Effect: "Deny", Action, Resource: "*", ...more });

const EVERYBODY = (() => {
  const text = document({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });
  const parsed = parsePolicy(text, "resource");
  assert.ok(parsed.ok);
  return compilePolicySet([compilePolicy(parsed.policy)]);
})();

const getUser: Requirement = { action: "iam:GetUser", resource: "*" };
/** The member's role lets everybody in. */
const comeIn: Requirement = {
  action: "sts:AssumeRole",
  resource: `arn:aws:iam::${MEMBER}:role/Open`,
  resourceAccountId: MEMBER,
  resourcePolicy: { set: EVERYBODY, required: true },
};

type Answers = Readonly<Record<string, string>>;

async function openScene() {
  const harness = await createOrganization();
  const { directory } = harness.env;
  const user = await harness.addUser(MEMBER, "Ann", ["iam:*"]);
  const byPath = await harness.addUser(MEMBER, "Path");
  assert.ok(byPath.kind === "user");
  const path = `${ORGANIZATION}/${ROOT}/${UNIT}/`;
  const Condition = { "ForAnyValue:StringEquals": { "aws:PrincipalOrgPaths": path } };
  const allow = { Effect: "Allow", Action: "iam:*", Resource: "*", Condition };
  await putInline(harness, "user", byPath.id, document(allow), MEMBER);
  const stranger = await harness.addUser(OTHER, "Out", ["sts:*"]);
  const asks: readonly (readonly [string, IdentifiedCaller, Requirement])[] = [
    ["user", user, getUser],
    ["root", harness.member, getUser],
    ["byPath", byPath, getUser],
    ["comeIn", stranger, comeIn],
    ["management", harness.management, getUser],
  ];
  const answers = async (): Promise<Answers> => {
    const all: [string, string][] = [];
    for (const [name, caller, requirement] of asks) all.push([name, await answer(caller, requirement)]);
    const closed = await harness.read((tx) => directory.account(tx, MEMBER));
    return { ...Object.fromEntries(all), closed: String(closed?.isClosed) };
  };
  const answer = async (caller: IdentifiedCaller, requirement: Requirement) => {
    const asking = { caller, now: harness.now(), request: REQUEST };
    try {
      await harness.read((tx) => authorize({ tx, directory }, asking, [requirement]));
      return "yes";
    } catch (error) {
      assert.ok(error instanceof AccessDenied, String(error));
      return error.denial.decision.layer ?? "no";
    }
  };
  return { harness, answers };
}

type Step = (harness: OrganizationHarness, ids: Record<string, string>) => Promise<unknown>;

const ALL = { user: "yes", root: "yes", byPath: "yes", comeIn: "yes", management: "yes", closed: "false" };
const BOUND = { ...ALL, user: "serviceControl", root: "serviceControl", byPath: "serviceControl" };
const SHUT = { ...ALL, comeIn: "resourceControl" };
const MOVED = { ...ALL, byPath: "identity" };
const CLOSED = { ...MOVED, closed: "true" };

const create =
  (name: string, Type: typeof SCP | typeof RCP, Content: string): Step =>
  async ({ ask, management }, ids) => {
    const input = { Name: name, Type, Content, Description: "" };
    const { Policy } = await ask(management, "CreatePolicy", input);
    ids[name] = Policy?.PolicySummary?.Id ?? "";
  };
const onPolicy =
  (operation: "AttachPolicy" | "DetachPolicy", name: string, TargetId: string): Step =>
  ({ ask, management }, ids) =>
    ask(management, operation, { PolicyId: ids[name] ?? name, TargetId });
const move =
  (SourceParentId: string, DestinationParentId: string): Step =>
  ({ ask, management }) =>
    ask(management, "MoveAccount", { AccountId: MEMBER, SourceParentId, DestinationParentId });
const switched =
  (operation: "EnablePolicyType" | "DisablePolicyType", PolicyType: typeof SCP | typeof RCP): Step =>
  ({ ask, management }) =>
    ask(management, operation, { RootId: ROOT, PolicyType });
const rewrite =
  (name: string, Content: string): Step =>
  ({ ask, management }, ids) =>
    ask(management, "UpdatePolicy", { PolicyId: ids[name] ?? "", Content });
const remove =
  (AccountId: string): Step =>
  ({ ask, management }) =>
    ask(management, "RemoveAccountFromOrganization", { AccountId });
const join: Step = async ({ ask, management, member }) => {
  const Target = { Id: MEMBER, Type: "ACCOUNT" } as const;
  const { Handshake } = await ask(management, "InviteAccountToOrganization", { Target });
  await ask(member, "AcceptHandshake", { HandshakeId: Handshake?.Id ?? "" });
};

/** One after the other: the operation, what it is done by, and what the next requests are answered. */
const STEPS: readonly (readonly [string, Step, Answers])[] = [
  ["CreatePolicy", create("scp", SCP, deny("iam:*")), ALL],
  ["EnablePolicyType", switched("EnablePolicyType", SCP), ALL],
  ...[ROOT, UNIT, MEMBER].flatMap((target): (readonly [string, Step, Answers])[] => [
    ["AttachPolicy", onPolicy("AttachPolicy", "scp", target), BOUND],
    ["UpdatePolicy", rewrite("scp", deny("s3:*")), ALL],
    ["UpdatePolicy", rewrite("scp", deny("iam:*")), BOUND],
    ["DetachPolicy", onPolicy("DetachPolicy", "scp", target), ALL],
  ]),
  ["AttachPolicy", onPolicy("AttachPolicy", "scp", UNIT), BOUND],
  ["MoveAccount", move(UNIT, ROOT), MOVED],
  ["MoveAccount", move(ROOT, UNIT), BOUND],
  ["DisablePolicyType", switched("DisablePolicyType", SCP), ALL],
  ["EnablePolicyType", switched("EnablePolicyType", SCP), ALL],
  ["CreatePolicy", create("storage", SCP, document({ Effect: "Allow", Action: "s3:*", Resource: "*" })), ALL],
  ["AttachPolicy", onPolicy("AttachPolicy", "storage", UNIT), ALL],
  ["DetachPolicy", onPolicy("DetachPolicy", "p-FullAWSAccess", UNIT), BOUND],
  ["AttachPolicy", onPolicy("AttachPolicy", "p-FullAWSAccess", UNIT), ALL],
  ["CreatePolicy", create("rcp", RCP, deny("sts:*", { Principal: "*" })), ALL],
  ["EnablePolicyType", switched("EnablePolicyType", RCP), ALL],
  ...[ROOT, UNIT, MEMBER].flatMap((target): (readonly [string, Step, Answers])[] => [
    ["AttachPolicy", onPolicy("AttachPolicy", "rcp", target), SHUT],
    ["UpdatePolicy", rewrite("rcp", deny("s3:*", { Principal: "*" })), ALL],
    ["UpdatePolicy", rewrite("rcp", deny("sts:*", { Principal: "*" })), SHUT],
    ["DetachPolicy", onPolicy("DetachPolicy", "rcp", target), ALL],
  ]),
  ["AttachPolicy", onPolicy("AttachPolicy", "rcp", MEMBER), SHUT],
  ["DisablePolicyType", switched("DisablePolicyType", RCP), ALL],
  ["AttachPolicy", onPolicy("AttachPolicy", "scp", MEMBER), BOUND],
  ["RemoveAccountFromOrganization", remove(MEMBER), MOVED],
  ["AcceptHandshake", join, MOVED],
  ["AttachPolicy", onPolicy("AttachPolicy", "scp", ROOT), BOUND],
  ["LeaveOrganization", ({ ask, member }) => ask(member, "LeaveOrganization", {}), MOVED],
  ["AcceptHandshake", join, BOUND],
  ["RemoveAccountFromOrganization", remove(MEMBER), MOVED],
  ["RemoveAccountFromOrganization", remove(OTHER), MOVED],
  ["DeleteOrganization", ({ ask, management }) => ask(management, "DeleteOrganization", {}), MOVED],
  ["CreateOrganization", ({ ask, management }) => ask(management, "CreateOrganization", {}), MOVED],
  ["AcceptHandshake", join, MOVED],
  ["CloseAccount", ({ ask, management }) => ask(management, "CloseAccount", { AccountId: MEMBER }), CLOSED],
];

test("every change of an organization is heard before the next request", async (t) => {
  const { harness, answers } = await openScene();
  t.after(harness.close);
  const { env } = harness;
  const ids: Record<string, string> = {};
  for (const [nth, [operation, step, expected]] of STEPS.entries()) {
    const what = `${nth} ${operation}`;
    await answers();
    await step(harness, ids).catch((error) => assert.fail(`${what}: ${error}`));
    const heard = await answers();
    env.directory.onChange("all");
    assert.deepEqual(heard, await answers(), `${what} was not heard`);
    assert.deepEqual(heard, expected, what);
  }
});

test("every operation that writes is among them, or changes nothing that is decided by", () => {
  const writing = [...organizationsService.operations.values()].filter(({ mode }) => mode === "write");
  const known = new Set([...STEPS.map(([operation]) => operation), ...WITHOUT_A_SAY]);
  assert.deepEqual(writing.map(({ name }) => name).toSorted(), [...known].toSorted());
});
