import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  GetAccountPropertiesCommand,
  GetRoleCommand,
  PutAccountPropertiesCommand,
} from "@aws-sdk/client-iam";
import { type Clients, clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";

let installation: TestInstallation;
let admin: Clients;
before(async () => {
  installation = await startInstallation(seedWithAdmin());
  admin = clientsOf(installation, ADMIN);
});
after(() => installation.stop());

const put = (Properties: Readonly<Record<string, string>>) =>
  admin.iam.send(new PutAccountPropertiesCommand({ Properties }));
const properties = async () => (await admin.iam.send(new GetAccountPropertiesCommand({}))).Properties;

test("role manager is turned on, with its role, and off", async () => {
  const RoleName = "AWSServiceRoleForIAMRoleManager";
  assert.deepEqual(await properties(), { "RoleManager/Enabled": "false" });
  await put({ "RoleManager/Enabled": "true" });
  assert.deepEqual(await properties(), { "RoleManager/Enabled": "true" });
  const { Role } = await admin.iam.send(new GetRoleCommand({ RoleName }));
  assert.equal(Role?.Path, "/aws-service-role/role-manager.iam.amazonaws.com/");
  await put({ "RoleManager/Enabled": "false" });
  assert.deepEqual(await properties(), { "RoleManager/Enabled": "false" });
});

test("what is no property is refused in AWS's words", async () => {
  const none =
    "1 validation error detected: Value at 'properties' failed to satisfy constraint: Member must not be null";
  await assertRefused(put({}), { code: "ValidationError", status: 400, message: none });
  const message = "Property key must be in format Namespace/PropertyName: RoleManager";
  await assertRefused(put({ RoleManager: "true" }), { code: "InvalidInputException", status: 400, message });
});
