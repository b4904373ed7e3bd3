/** The confused deputy, tried: IAM User Guide, "The confused deputy problem", cross-service. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { readAuditLog } from "../installation/audit.ts";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";
import { detailsOf } from "../installation/toolbox.ts";
import { credentialsOfService } from "./service-client.ts";
import {
  ALICE,
  ALICE_ACCOUNT,
  MALLORY,
  MALLORY_ACCOUNT,
  PHOTOS,
  type ServiceWorld,
  serviceTrust,
  startServiceWorld,
} from "./service-world.ts";

const album = (account: string) => `arn:aws:photos:us-east-1:${account}:album/holidays`;
const roleArn = (name: string) => `arn:aws:iam::${ALICE_ACCOUNT}:role/${name}`;
const READER = { policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"] };

const ofAccount = { Condition: { StringEquals: { "aws:SourceAccount": ALICE_ACCOUNT } } };
const ofAlbum = { Condition: { ArnLike: { "aws:SourceArn": album(ALICE_ACCOUNT) } } };

let world: ServiceWorld;
before(async () => {
  world = await startServiceWorld({
    roles: [
      { name: "OfAccount", trust: serviceTrust(PHOTOS, ofAccount), ...READER },
      { name: "OfAlbum", trust: serviceTrust(PHOTOS, ofAlbum), ...READER },
      { name: "Trusting", trust: serviceTrust(PHOTOS), ...READER },
    ],
  });
});
after(() => world?.installation.stop());

/** The service as it acts for one of its customers. */
async function actingFor(account: string) {
  const { installation, keys } = world;
  const source = { SourceArn: album(account), SourceAccount: account };
  return clientsOf(installation, await credentialsOfService(installation, PHOTOS, keys.photos, source));
}

const assume = (name: string) => new AssumeRoleCommand({ RoleArn: roleArn(name), RoleSessionName: "album" });

test("for Alice the service comes into all of her roles, and does what they may", async () => {
  const { sts } = await actingFor(ALICE_ACCOUNT);
  for (const name of ["OfAccount", "OfAlbum", "Trusting"]) {
    const { AssumedRoleUser, Credentials } = await sts.send(assume(name));
    assert.equal(AssumedRoleUser?.Arn, `arn:aws:sts::${ALICE_ACCOUNT}:assumed-role/${name}/album`);
    const { iam } = clientsOf(world.installation, keysOf(Credentials));
    assert.ok(((await iam.send(new ListRolesCommand({}))).Roles?.length ?? 0) >= 3);
  }
});

test("Mallory gets the service to name Alice's roles: those that say whom they are for keep it out", async () => {
  const { sts } = await actingFor(MALLORY_ACCOUNT);
  for (const name of ["OfAccount", "OfAlbum"]) {
    await assertRefused(sts.send(assume(name)), {
      code: "AccessDenied",
      status: 403,
      message: `User: ${PHOTOS} is not authorized to perform: sts:AssumeRole on resource: ${roleArn(name)}`,
    });
  }
});

test("a role that does not say it lets Mallory in: the service is a deputy that cannot know better", async () => {
  const { sts } = await actingFor(MALLORY_ACCOUNT);
  const { AssumedRoleUser } = await sts.send(assume("Trusting"));
  assert.equal(AssumedRoleUser?.Arn, `arn:aws:sts::${ALICE_ACCOUNT}:assumed-role/Trusting/album`);
});

test("acting for nobody it comes into no role that asks for whom", async () => {
  const { installation, keys } = world;
  const { sts } = clientsOf(installation, await credentialsOfService(installation, PHOTOS, keys.photos));
  await assertRefused(sts.send(assume("OfAccount")), { code: "AccessDenied" });
  await sts.send(assume("Trusting"));
});

test("the service is nobody's user: its name, and no account of a customer's", async () => {
  const { sts } = await actingFor(ALICE_ACCOUNT);
  const { Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}));
  assert.deepEqual([Arn, UserId], [`arn:aws:rolecall::000000000000:service/${PHOTOS}`, PHOTOS]);
});

test("the record tells the service, and of a denial what Alice's people can look up", async () => {
  const events = await readAuditLog(world.installation);
  const assumed = events.filter(({ eventName }) => eventName === "AssumeRole");
  assert.ok(assumed.length > 0);
  for (const { userIdentity } of assumed)
    assert.deepEqual(userIdentity, { type: "AWSService", invokedBy: PHOTOS });
  const denied = assumed.filter(({ errorCode }) => errorCode === "AccessDenied");
  for (const { additionalEventData } of denied) {
    assert.equal(additionalEventData?.policyLayer, "resource");
    assert.match(String(additionalEventData?.authorizationId), /\S/);
  }
});

test("Alice's people look the denial up, and see the policy that kept Mallory out", async () => {
  const { installation } = world;
  const events = await readAuditLog(installation);
  const denied = events.find(
    ({ errorCode, requestParameters }) =>
      errorCode === "AccessDenied" && requestParameters?.roleArn === roleArn("OfAlbum"),
  );
  const id = String(denied?.additionalEventData?.authorizationId);
  const { status, body } = await detailsOf(installation, ALICE, id);
  assert.equal(status, 200, JSON.stringify(body));
  const text = JSON.stringify(body);
  assert.ok(text.includes(album(MALLORY_ACCOUNT)), "the source that was there");
  assert.ok(text.includes(roleArn("OfAlbum")), "the role");
  assert.notEqual((await detailsOf(installation, MALLORY, id)).status, 200, "others' denials are nobody's");
});
