/** Forward access: IAM User Guide, "Forward access sessions"; what AWS's services may do for who asked them, and no more. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateUserCommand,
  DeleteUserCommand,
  GetUserCommand,
  ListUsersCommand,
  UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { readAuditLog } from "../installation/audit.ts";
import { clientsOf, type Keys, keysOf } from "../installation/clients.ts";
import { deniedMessageOf } from "../installation/denied.ts";
import { assertRefused } from "../installation/refusal.ts";
import { seedKeysOf, seedUser } from "../installation/seed.ts";
import { callRolecall } from "./rolecall-client.ts";
import {
  credentialsOfService,
  forwardedCredentials,
  type SentRequest,
  shownRequest,
} from "./service-client.ts";
import {
  ALICE,
  ALICE_ACCOUNT,
  BOB,
  PHOTOS,
  type ServiceWorld,
  startServiceWorld,
  VIDEOS,
} from "./service-world.ts";

const CAROL = seedKeysOf("carol");
const DORA = seedKeysOf("dora");
const statement = (Action: string, Condition?: object) => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action, Resource: "*", ...(Condition !== undefined && { Condition }) },
});
const TRUST = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { AWS: ALICE_ACCOUNT }, Action: "sts:AssumeRole" },
};

let world: ServiceWorld;
let photos: Keys;
let videos: Keys;
before(async () => {
  world = await startServiceWorld({
    users: [
      seedUser("alice", { policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] }),
      seedUser("bob"),
      // What she may do, she may do through videos alone, and that behind photos.
      seedUser("carol", {
        inlinePolicies: {
          Via: statement("iam:ListUsers", {
            StringEquals: { "aws:CalledViaFirst": PHOTOS, "aws:CalledViaLast": VIDEOS },
            Bool: { "aws:ViaAWSService": "true" },
          }),
        },
      }),
      // She may do it herself, and nobody for her.
      seedUser("dora", {
        inlinePolicies: { Own: statement("iam:ListUsers", { Bool: { "aws:ViaAWSService": "false" } }) },
      }),
    ],
    roles: [{ name: "Lister", trust: TRUST, inlinePolicies: { List: statement("iam:ListUsers") } }],
  });
  const { installation, keys } = world;
  photos = await credentialsOfService(installation, PHOTOS, keys.photos);
  videos = await credentialsOfService(installation, VIDEOS, keys.videos);
});
after(() => world?.installation.stop());

let sent = 0;
/** Each request is another one. */
const request = (service = PHOTOS.split(".")[0]!, more: Partial<SentRequest> = {}): SentRequest => ({
  service,
  body: JSON.stringify({ number: sent++ }),
  ...more,
});
const forward = (service: Keys, credentials: Keys, what = request()) =>
  forwardedCredentials(world.installation, service, shownRequest(credentials, what));
const clients = (keys: Keys) => clientsOf(world.installation, keys);
const listUsers = new ListUsersCommand({});
const REFUSED = { code: "InvalidForwardedRequestException", status: 400 };

test("the service does for Alice what Alice may, in her name", async () => {
  const forwarded = clients(await forward(photos, ALICE));
  const { Arn, Account } = await forwarded.sts.send(new GetCallerIdentityCommand({}));
  assert.deepEqual([Arn, Account], [`arn:aws:iam::${ALICE_ACCOUNT}:user/alice`, ALICE_ACCOUNT]);
  await forwarded.iam.send(new CreateUserCommand({ UserName: "made-for-alice" }));
  await forwarded.iam.send(new DeleteUserCommand({ UserName: "made-for-alice" }));
});

test("what Bob may not, nobody may for him", async () => {
  const forwarded = clients(await forward(photos, BOB));
  const message = await deniedMessageOf(forwarded.iam.send(listUsers));
  assert.match(message, new RegExp(`^User: arn:aws:iam::${ALICE_ACCOUNT}:user/bob is not authorized`));
  await assertRefused(clients(photos).iam.send(listUsers), { code: "InvalidClientTokenId" });
});

test("policies see through whom it came, first and last", async () => {
  await deniedMessageOf(clients(CAROL).iam.send(listUsers));
  const once = await forward(photos, CAROL);
  await deniedMessageOf(clients(once).iam.send(listUsers));
  const twice = await forward(videos, once, request("videos"));
  await clients(twice).iam.send(listUsers);
  const backwards = await forward(photos, await forward(videos, CAROL, request("videos")));
  await deniedMessageOf(clients(backwards).iam.send(listUsers));
  await clients(DORA).iam.send(listUsers);
  await deniedMessageOf(clients(await forward(photos, DORA)).iam.send(listUsers));
});

test("a role's session is passed on as it is", async () => {
  const { Credentials } = await clients(ALICE).sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${ALICE_ACCOUNT}:role/Lister`,
      RoleSessionName: "via",
      Policy: JSON.stringify(statement("iam:ListUsers")),
    }),
  );
  const forwarded = clients(await forward(photos, keysOf(Credentials)));
  const { Arn } = await forwarded.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:sts::${ALICE_ACCOUNT}:assumed-role/Lister/via`);
  await forwarded.iam.send(listUsers);
  await deniedMessageOf(forwarded.iam.send(new CreateUserCommand({ UserName: "x" })));
});

test("a request is shown once, also where its headers come in another order", async () => {
  const shown = shownRequest(ALICE, request());
  await forwardedCredentials(world.installation, photos, shown);
  const again = { ...shown, Headers: shown.Headers.toReversed() };
  await assertRefused(forwardedCredentials(world.installation, photos, again), {
    ...REFUSED,
    message: "The request was shown before.",
  });
});

test("only the service that it was signed for shows it", async () => {
  await assertRefused(forward(videos, ALICE, request("photos")), {
    ...REFUSED,
    message: "It is not signed for this service.",
  });
  for (const service of ["iam", "sts", "rolecall"])
    await assertRefused(forward(photos, ALICE, request(service)), REFUSED);
});

test("nobody but a service shows one: no user, not even of the request's own", async () => {
  await assertRefused(forward(ALICE, ALICE), { code: "NotAServiceException", status: 400 });
  // Forwarded credentials come to none of Rolecall's own operations: they could be made to last.
  await assertRefused(forward(await forward(photos, ALICE), ALICE), { code: "UnrecognizedClientException" });
});

test("one that is not what was signed is none", async () => {
  const shown = () => shownRequest(ALICE, request());
  const without = (name: string) => ({
    ...shown(),
    Headers: shown().Headers.filter(({ Name }) => Name !== name),
  });
  const changed = {
    path: { ...shown(), RawPath: "/others" },
    query: { ...shown(), RawQuery: "all=true" },
    method: { ...shown(), Method: "DELETE" },
    body: { ...shown(), BodySha256: "0".repeat(64) },
    host: without("host"),
    signature: without("authorization"),
    date: without("x-amz-date"),
  };
  for (const [what, Request] of Object.entries(changed)) {
    const call = callRolecall(world.installation, "GetForwardAccessCredentials", { Request }, photos);
    await assert.rejects(call, { name: REFUSED.code }, what);
  }
  const stranger = { accessKeyId: "AKIASTRANGERSTRANGER", secretAccessKey: ALICE.secretAccessKey };
  await assertRefused(forward(photos, stranger), REFUSED);
  await assertRefused(forward(photos, { ...ALICE, secretAccessKey: "another-secret-of-a-thief" }), REFUSED);
});

test("one of another time is none, and what it gave ends in minutes", async () => {
  const { installation } = world;
  const minutes = 60_000;
  const at = (nowMs: number) => request("photos", { nowMs });
  await assertRefused(forward(photos, ALICE, at(Date.now() - 6 * minutes)), REFUSED);
  await assertRefused(forward(photos, ALICE, at(Date.now() + 6 * minutes)), REFUSED);
  const forwarded = await forward(photos, ALICE);
  installation.advanceClock(4 * minutes);
  await clients(forwarded).iam.send(listUsers);
  installation.advanceClock(2 * minutes);
  await assertRefused(clients(forwarded).iam.send(listUsers), { code: "ExpiredToken" });
  installation.advanceClock(-6 * minutes);
});

test("nothing comes of it that would outlive it, or be the user's own", async () => {
  const { sts } = clients(await forward(photos, ALICE));
  const role = { RoleArn: `arn:aws:iam::${ALICE_ACCOUNT}:role/Lister`, RoleSessionName: "kept" };
  await assertRefused(sts.send(new AssumeRoleCommand(role)), { code: "InvalidClientTokenId" });
  await assertRefused(sts.send(new GetSessionTokenCommand({})), { code: "InvalidClientTokenId" });
});

test("no service acts for a service", async () => {
  await assertRefused(forward(photos, videos), REFUSED);
});

test("a request goes through ten services and no more", async () => {
  let keys = ALICE;
  for (let hop = 0; hop < 10; hop++)
    keys = await forward(hop % 2 === 0 ? photos : videos, keys, request(hop % 2 === 0 ? "photos" : "videos"));
  await assertRefused(forward(photos, keys), { ...REFUSED, message: /went through 10 services already/ });
});

test("the key that the request was signed with is taken away: what came of it ends at the next request", async () => {
  const forwarded = await forward(photos, DORA);
  await deniedMessageOf(clients(forwarded).iam.send(listUsers));
  const admin = clients(ALICE);
  const key = { UserName: "dora", AccessKeyId: DORA.accessKeyId };
  await admin.iam.send(new UpdateAccessKeyCommand({ ...key, Status: "Inactive" }));
  await assertRefused(clients(forwarded).iam.send(listUsers), { code: "InvalidClientTokenId", status: 403 });
  await assertRefused(forward(photos, DORA), REFUSED);
});

test("records tell the user, and the service that called for it", async () => {
  const forwarded = clients(await forward(photos, ALICE));
  await forwarded.iam.send(new GetUserCommand({ UserName: "alice" }));
  const events = await readAuditLog(world.installation);
  const identities = events
    .filter(({ eventName }) => eventName === "GetUser")
    .map((event) => event.userIdentity);
  const identity = identities.at(-1) as Record<string, unknown>;
  assert.deepEqual(
    [identity.type, identity.arn, identity.accessKeyId, identity.invokedBy, identity.sessionContext],
    ["IAMUser", `arn:aws:iam::${ALICE_ACCOUNT}:user/alice`, ALICE.accessKeyId, PHOTOS, undefined],
  );
  const asked = events.filter(({ eventName }) => eventName === "GetForwardAccessCredentials");
  assert.ok(asked.length > 0);
  for (const { userIdentity } of asked.slice(0, 1)) assert.equal(userIdentity.type, "AWSService");
  assert.ok(!JSON.stringify(asked).includes("Signature="), "what was signed stands in no record");
});
