/** Service-linked roles are used by their service alone. Source: IAM User Guide, "Service-linked roles". */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateServiceLinkedRoleCommand, GetRoleCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { deniedMessageOf } from "../installation/denied.ts";
import { assertRefused } from "../installation/refusal.ts";
import { seedKeysOf } from "../installation/seed.ts";
import { credentialsOfService } from "./service-client.ts";
import {
  ALICE,
  ALICE_ACCOUNT,
  BATCH,
  MALLORY_ACCOUNT,
  PHOTOS,
  type ServiceWorld,
  startServiceWorld,
} from "./service-world.ts";

const RoleArn = `arn:aws:iam::${ALICE_ACCOUNT}:role/aws-service-role/${BATCH}/AWSServiceRoleForBatch`;
const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: "job" });
const ROOT = seedKeysOf("root");

/** Denies what Batch's own policy allows. */
const NO_ROLES = {
  name: "NoRoles",
  type: "SERVICE_CONTROL_POLICY",
  document: { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "iam:GetRole", Resource: "*" } },
};

let world: ServiceWorld;
before(async () => {
  world = await startServiceWorld({
    rootAccessKey: { id: ROOT.accessKeyId, secret: ROOT.secretAccessKey },
  });
  const { iam } = clientsOf(world.installation, ALICE);
  await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: BATCH }));
});
after(() => world?.installation.stop());

const asService = async (name: string, key: keyof ServiceWorld["keys"]) =>
  clientsOf(
    world.installation,
    await credentialsOfService(world.installation, name, world.keys[key], { SourceAccount: ALICE_ACCOUNT }),
  );

test("its own service comes into it", async () => {
  const { sts } = await asService(BATCH, "batch");
  const { AssumedRoleUser, Credentials } = await sts.send(assume);
  assert.equal(AssumedRoleUser?.Arn, `arn:aws:sts::${ALICE_ACCOUNT}:assumed-role/AWSServiceRoleForBatch/job`);
  const { iam } = clientsOf(world.installation, keysOf(Credentials));
  // BatchServiceRolePolicy gives nothing of IAM's but GetRole and GetInstanceProfile.
  await assertRefused(iam.send(new ListRolesCommand({})), { code: "AccessDenied", status: 403 });
});

test("nobody else does: no administrator of the account, no root user, no other service", async () => {
  const alice = clientsOf(world.installation, ALICE);
  await assertRefused(alice.sts.send(assume), { code: "AccessDenied", status: 403 });
  const root = clientsOf(world.installation, ROOT);
  await assertRefused(root.sts.send(assume), { code: "AccessDenied" });
  const photos = await asService(PHOTOS, "photos");
  await assertRefused(photos.sts.send(assume), {
    code: "AccessDenied",
    message: `User: ${PHOTOS} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
  });
});

test("no service control policy limits its session, though one limits everybody else of the account", async () => {
  const organization = {
    managementAccount: MALLORY_ACCOUNT,
    policies: [NO_ROLES],
    root: { policies: [NO_ROLES.name] },
  };
  const { installation, keys } = await startServiceWorld({}, { organization });
  try {
    const alice = clientsOf(installation, ALICE);
    await alice.iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: BATCH }));
    const getRole = new GetRoleCommand({ RoleName: "AWSServiceRoleForBatch" });
    assert.match(await deniedMessageOf(alice.iam.send(getRole)), /explicit deny in a service control policy/);
    const batch = clientsOf(installation, await credentialsOfService(installation, BATCH, keys.batch));
    const { Credentials } = await batch.sts.send(assume);
    const { Role } = await clientsOf(installation, keysOf(Credentials)).iam.send(getRole);
    assert.equal(Role?.Arn, RoleArn);
  } finally {
    await installation.stop();
  }
});
