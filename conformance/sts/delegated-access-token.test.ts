import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetDelegatedAccessTokenCommand,
} from "@aws-sdk/client-sts";
import { readAuditLog, readAuditText } from "../installation/audit.ts";
import { type Clients, clientsOf, keysOf } from "../installation/clients.ts";
import { onboardingRequest } from "../installation/delegation.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { readOutbox } from "../installation/outbox.ts";
import { PRODUCT_PROVIDERS } from "../installation/product-providers.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, ADMINISTRATOR, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";

const PROVIDER = "222222222222";
const RoleArn = `arn:aws:iam::${ACCOUNT}:role/open`;
const expired = { code: "ExpiredTradeInTokenException", status: 400 };

let installation: TestInstallation;
let owner: Clients;
let provider: Clients;
let stranger: Clients;
before(async () => {
  const trust = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/admin` }, Action: "sts:AssumeRole" },
    ],
  };
  const roles = [{ name: "open", trust }];
  const { accounts } = seedWithAdmin({ users: [{ name: "bob" }], roles });
  const all = { policies: [ADMINISTRATOR] };
  const others = [
    { id: PROVIDER, users: [seedUser("provider", all)] },
    { id: "333333333333", users: [seedUser("stranger", all)] },
  ];
  installation = await startInstallation({ accounts: [...accounts, ...others] }, [
    "--product-providers",
    PRODUCT_PROVIDERS,
  ]);
  owner = clientsOf(installation, ADMIN);
  provider = clientsOf(installation, seedKeysOf("provider"));
  stranger = clientsOf(installation, seedKeysOf("stranger"));
});
after(() => installation.stop());

let workflows = 0;

/** A request that the administrator accepted and released; the token of its letter. */
async function delegate(): Promise<string> {
  const asked = onboardingRequest({
    provider: PROVIDER,
    userName: "bob",
    workflow: `workflow-${++workflows}`,
  });
  const { DelegationRequestId } = await provider.iam.send(new sdk.CreateDelegationRequestCommand(asked));
  const id = { DelegationRequestId };
  await owner.iam.send(new sdk.AssociateDelegationRequestCommand(id));
  await owner.iam.send(new sdk.AcceptDelegationRequestCommand(id));
  await owner.iam.send(new sdk.SendDelegationTokenCommand(id));
  const tokens = readOutbox(installation)
    .map(({ text }) => JSON.parse(text))
    .filter((message) => message.delegationRequestId === DelegationRequestId)
    .map(({ exchangeToken }) => exchangeToken)
    .filter((token) => token !== undefined);
  assert.equal(tokens.length, 1);
  return tokens[0];
}

const exchange = (TradeInToken: string, { sts } = provider) =>
  sts.send(new GetDelegatedAccessTokenCommand({ TradeInToken }));

test("the provider acts for who accepted, does what was asked for, and nothing else", async () => {
  const token = await delegate();
  await assertRefused(exchange(token, stranger), expired);
  const { Credentials, AssumedPrincipal } = await exchange(token);
  const admin = `arn:aws:iam::${ACCOUNT}:user/admin`;
  assert.equal(AssumedPrincipal, admin);
  const delegated = clientsOf(installation, keysOf(Credentials));
  assert.equal((await delegated.sts.send(new GetCallerIdentityCommand({}))).Arn, admin);
  const bob = { UserName: "bob" };
  await delegated.iam.send(new sdk.TagUserCommand({ ...bob, Tags: [{ Key: "by", Value: "provider" }] }));
  assert.equal((await delegated.iam.send(new sdk.GetUserCommand(bob))).User?.Tags?.[0]?.Value, "provider");
  const calls: readonly (readonly [() => Promise<unknown>, RegExp])[] = [
    [
      () => delegated.iam.send(new sdk.GetUserCommand({ UserName: "admin" })),
      /iam:GetUser on resource: user admin/,
    ],
    [() => delegated.iam.send(new sdk.CreateUserCommand({ UserName: "eve" })), /iam:CreateUser/],
    // The role trusts the administrator by name.
    [() => delegated.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "eve" })), /sts:AssumeRole/],
  ];
  for (const [call, told] of calls) {
    await assert.rejects(call(), (error: Error) => {
      assert.match(error.message, told);
      assert.match(error.message, /because no session policy allows/);
      return true;
    });
  }
  await owner.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "admin" }));
  await assertRefused(exchange(token), expired);
});

test("it delegates no further, and ends when the time is over", async () => {
  const token = await delegate();
  const { Credentials } = await exchange(token);
  const delegated = clientsOf(installation, keysOf(Credentials));
  const accept = new sdk.AcceptDelegationRequestCommand({ DelegationRequestId: "0".repeat(32) });
  await assert.rejects(delegated.iam.send(accept), /Delegated sessions cannot manage delegation requests/);
  const late = await delegate();
  installation.advanceClock(901_000);
  const again = clientsOf(installation, seedKeysOf("provider"));
  await assertRefused(exchange(late, again), expired);
  const ended = clientsOf(installation, keysOf(Credentials));
  await assert.rejects(ended.sts.send(new GetCallerIdentityCommand({})), /expired/i);
});

test("the audit log names the provider, and no token", async () => {
  const events = await readAuditLog(installation);
  const tagged = events.find(({ eventName }) => eventName === "TagUser");
  const identity = tagged?.userIdentity as { readonly invokedByDelegate?: object; readonly arn?: string };
  assert.deepEqual(identity.invokedByDelegate, { accountId: PROVIDER });
  const audit = readAuditText(installation);
  const tokens = readOutbox(installation).map(({ text }) => JSON.parse(text).exchangeToken);
  const sent = tokens.filter((token) => token !== undefined);
  assert.ok(sent.length > 0);
  for (const token of sent) assert.ok(!audit.includes(token));
});
