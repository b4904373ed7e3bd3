/** Services that call each other, and one that acts for a user of another account; what ends at the next request. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { deniedMessageOf } from "../installation/denied.ts";
import { assertRefused } from "../installation/refusal.ts";
import { seedKeysOf, seedUser } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";
import { credentialsOfService, forwardedCredentials, newServiceKey, shownRequest } from "./service-client.ts";
import {
  ALICE_ACCOUNT,
  MALLORY,
  MALLORY_ACCOUNT,
  PHOTOS,
  type ServiceWorld,
  serviceTrust,
  startServiceWorld,
  VIDEOS,
} from "./service-world.ts";

const OWNER = seedKeysOf("owner");
const LIST = (Condition: object) => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "iam:ListRoles", Resource: "*", Condition },
});
const roleArn = (name: string) => `arn:aws:iam::${ALICE_ACCOUNT}:role/${name}`;

let world: ServiceWorld;
before(async () => {
  world = await startServiceWorld({
    users: [seedUser("owner", { policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] })],
    roles: [
      {
        name: "OfPhotos",
        trust: serviceTrust(PHOTOS, {
          Condition: { StringEquals: { "aws:SourceAccount": ALICE_ACCOUNT } },
        }),
        inlinePolicies: { Via: LIST({ StringEquals: { "aws:CalledViaLast": VIDEOS } }) },
      },
      {
        name: "Visitor",
        trust: {
          Version: "2012-10-17",
          Statement: { Effect: "Allow", Principal: { AWS: MALLORY_ACCOUNT }, Action: "sts:AssumeRole" },
        },
        inlinePolicies: { Via: LIST({ StringEquals: { "aws:CalledViaFirst": PHOTOS } }) },
      },
    ],
  });
});
after(() => world?.installation.stop());

const listRoles = new ListRolesCommand({});

test("photos takes a customer's role and asks videos with it: videos acts for the role, in the customer's account", async () => {
  const { installation, keys } = world;
  const source = { SourceAccount: ALICE_ACCOUNT };
  const photos = clientsOf(
    installation,
    await credentialsOfService(installation, PHOTOS, keys.photos, source),
  );
  const videos = await credentialsOfService(installation, VIDEOS, keys.videos);
  const assume = new AssumeRoleCommand({ RoleArn: roleArn("OfPhotos"), RoleSessionName: "album" });
  const role = keysOf((await photos.sts.send(assume)).Credentials);
  await deniedMessageOf(clientsOf(installation, role).iam.send(listRoles));
  const shown = shownRequest(role, { service: "videos" });
  const forwarded = clientsOf(installation, await forwardedCredentials(installation, videos, shown));
  await forwarded.iam.send(listRoles);
  const { Arn } = await forwarded.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:sts::${ALICE_ACCOUNT}:assumed-role/OfPhotos/album`);
});

test("neither comes into a role that trusts the other", async () => {
  const { installation, keys } = world;
  const source = { SourceAccount: ALICE_ACCOUNT };
  const videos = clientsOf(
    installation,
    await credentialsOfService(installation, VIDEOS, keys.videos, source),
  );
  const assume = new AssumeRoleCommand({ RoleArn: roleArn("OfPhotos"), RoleSessionName: "album" });
  await assertRefused(videos.sts.send(assume), { code: "AccessDenied", status: 403 });
});

test("for a user of another account the service acts where the user's session may, and nowhere else", async () => {
  const { installation, keys } = world;
  const photos = await credentialsOfService(installation, PHOTOS, keys.photos);
  const mallory = clientsOf(installation, MALLORY);
  const assume = new AssumeRoleCommand({ RoleArn: roleArn("Visitor"), RoleSessionName: "mallory" });
  const visitor = keysOf((await mallory.sts.send(assume)).Credentials);
  await deniedMessageOf(clientsOf(installation, visitor).iam.send(listRoles));
  const shown = shownRequest(visitor, { service: "photos" });
  const forwarded = clientsOf(installation, await forwardedCredentials(installation, photos, shown));
  await forwarded.iam.send(listRoles);
  const own = shownRequest(MALLORY, { service: "photos" });
  const atHome = clientsOf(installation, await forwardedCredentials(installation, photos, own));
  const roles = (await atHome.iam.send(listRoles)).Roles ?? [];
  assert.deepEqual(
    roles.filter(({ Arn }) => Arn?.includes(ALICE_ACCOUNT)),
    [],
  );
});

test("a key that is removed, a service that is deregistered: the next request with its credentials is refused", async () => {
  const { installation } = world;
  const name = "albums.example.internal";
  const [first, second] = [newServiceKey(), newServiceKey()];
  const register = { ServiceName: name, PublicKey: first.publicKey };
  const { Service } = await callRolecall(installation, "RegisterService", register, OWNER);
  await callRolecall(
    installation,
    "AddServiceKey",
    { ServiceName: name, PublicKey: second.publicKey },
    OWNER,
  );
  const byFirst = clientsOf(installation, await credentialsOfService(installation, name, first));
  const bySecond = clientsOf(installation, await credentialsOfService(installation, name, second));
  const whoAmI = new GetCallerIdentityCommand({});
  await byFirst.sts.send(whoAmI);
  const KeyId = Service.Keys[0]?.KeyId ?? "";
  await callRolecall(installation, "RemoveServiceKey", { ServiceName: name, KeyId }, OWNER);
  const gone = { code: "InvalidClientTokenId", status: 403 };
  await assertRefused(byFirst.sts.send(whoAmI), gone);
  await bySecond.sts.send(whoAmI);
  await assertRefused(credentialsOfService(installation, name, first), { code: "InvalidProofException" });
  await callRolecall(installation, "DeregisterService", { ServiceName: name }, OWNER);
  await assertRefused(bySecond.sts.send(whoAmI), gone);
});
