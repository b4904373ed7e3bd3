import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

const ENABLED = { "RoleManager/Enabled": "true" };
const ROLE = "AWSServiceRoleForIAMRoleManager";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness<IamOperations>(iamService);
});
afterEach(() => h.close());

const put = (Properties: Readonly<Record<string, string>>, caller = h.root) =>
  h.ask(caller, "PutAccountProperties", { Properties });
const properties = async () => (await h.ask(h.root, "GetAccountProperties", {})).Properties;

test("role manager is off, is turned on with its role, and off again", async () => {
  assert.deepEqual(await properties(), { "RoleManager/Enabled": "false" });
  await put(ENABLED);
  assert.deepEqual(await properties(), ENABLED);
  const { Role } = await h.ask(h.root, "GetRole", { RoleName: ROLE });
  assert.equal(
    Role.Arn,
    `arn:aws:iam::111111111111:role/aws-service-role/role-manager.iam.amazonaws.com/${ROLE}`,
  );
  const { AttachedPolicies } = await h.ask(h.root, "ListAttachedRolePolicies", { RoleName: ROLE });
  assert.deepEqual(
    AttachedPolicies?.map(({ PolicyName }) => PolicyName),
    ["AWSIAMRoleManagerServiceRolePolicy"],
  );
  await put(ENABLED);
  await put({ "RoleManager/Enabled": "false", "RoleManager/Unknown": "x" });
  assert.deepEqual(await properties(), { "RoleManager/Enabled": "false" });
});

test("what is no property is refused in AWS's words", async () => {
  const refusals: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{ RoleManager: "true" }, "Property key must be in format Namespace/PropertyName: RoleManager"],
    [{ "RoleManager/Other": "x" }, "RoleManager namespace requires Enabled property"],
    [{ "Other/Enabled": "true" }, "Unsupported namespace: Other"],
    [{ "__proto__/Enabled": "true" }, "Unsupported namespace: __proto__"],
    [{ ...ENABLED, "Other/Enabled": "true" }, "All properties must belong to the same namespace"],
    [{ "RoleManager/Enabled": "yes" }, "RoleManager/Enabled must be true or false"],
  ];
  for (const [wrong, message] of refusals) await refuses(put(wrong), "InvalidInput", message);
  const none =
    "1 validation error detected: Value at 'properties' failed to satisfy constraint: Member must not be null";
  await refuses(put({}), "ValidationError", none);
});

test("policies see the namespace, and whoever turns it on may make the role, also where it is there", async () => {
  await h.ask(h.root, "CreateUser", { UserName: "ann" });
  const ann = await h.asUser("ann");
  const ofRoleManager = { "ForAllValues:StringEquals": { "iam:AccountPropertyNamespaces": ["RoleManager"] } };
  await h.allow("ann", { Action: "iam:PutAccountProperties", Condition: ofRoleManager });
  await put({ "RoleManager/Enabled": "false" }, ann);
  await put(ENABLED);
  const denied = `User: arn:aws:iam::111111111111:user/ann is not authorized to perform: iam:CreateServiceLinkedRole on resource: arn:aws:iam::111111111111:role/aws-service-role/role-manager.iam.amazonaws.com/${ROLE} because no identity-based policy allows the iam:CreateServiceLinkedRole action`;
  await refuses(put(ENABLED, ann), "AccessDenied", denied);
  await h.allow("ann", { Action: "iam:CreateServiceLinkedRole" });
  await put(ENABLED, ann);
});
