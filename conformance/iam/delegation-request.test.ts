import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-iam";
import { type Clients, clientsOf } from "../installation/clients.ts";
import { onboardingRequest } from "../installation/delegation.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { readOutbox } from "../installation/outbox.ts";
import { PRODUCT_PROVIDERS } from "../installation/product-providers.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, ADMINISTRATOR, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";

const PROVIDER = "222222222222";
const TOPIC = `arn:aws:sns:us-east-1:${PROVIDER}:delegation`;

let installation: TestInstallation;
let owner: Clients;
let provider: Clients;
before(async () => {
  const { accounts } = seedWithAdmin();
  const users = [seedUser("provider", { policies: [ADMINISTRATOR] })];
  const seed = { accounts: [...accounts, { id: PROVIDER, users }] };
  installation = await startInstallation(seed, ["--product-providers", PRODUCT_PROVIDERS]);
  owner = clientsOf(installation, ADMIN);
  provider = clientsOf(installation, seedKeysOf("provider"));
});
after(() => installation.stop());

let workflows = 0;
const input = (): sdk.CreateDelegationRequestCommandInput => ({
  OwnerAccountId: ACCOUNT,
  ...onboardingRequest({ provider: PROVIDER, userName: "admin", workflow: `workflow-${++workflows}` }),
});

async function create(): Promise<{ readonly DelegationRequestId: string }> {
  const { DelegationRequestId, ConsoleDeepLink } = await provider.iam.send(
    new sdk.CreateDelegationRequestCommand(input()),
  );
  assert.ok(DelegationRequestId && ConsoleDeepLink?.endsWith(DelegationRequestId));
  return { DelegationRequestId };
}

interface Message {
  readonly delegationRequestId: string;
  readonly state: string;
  readonly exchangeToken?: string;
}

function messagesOf(id: string): readonly Message[] {
  return readOutbox(installation)
    .filter(({ channel, to }) => channel === "topic" && to === TOPIC)
    .map(({ text }) => JSON.parse(text) as Message)
    .filter(({ delegationRequestId }) => delegationRequestId === id);
}

test("a request goes its way from the provider to the customer and back, over the wire", async () => {
  const id = await create();
  const stateOf = async (clients: Clients) =>
    (await clients.iam.send(new sdk.GetDelegationRequestCommand(id))).DelegationRequest?.State;
  assert.equal(await stateOf(provider), "UNASSIGNED");
  await owner.iam.send(new sdk.AssociateDelegationRequestCommand(id));
  const { DelegationRequests } = await owner.iam.send(new sdk.ListDelegationRequestsCommand({}));
  assert.equal(DelegationRequests?.[0]?.OwnerId, `arn:aws:iam::${ACCOUNT}:user/admin`);
  await owner.iam.send(new sdk.UpdateDelegationRequestCommand({ ...id, Notes: "Please look" }));
  const check = { ...id, DelegationPermissionCheck: true };
  const checked = await owner.iam.send(new sdk.GetDelegationRequestCommand(check));
  assert.deepEqual([checked.PermissionCheckStatus, checked.PermissionCheckResult], ["COMPLETE", "ALLOWED"]);
  const EntityArn = `arn:aws:iam::${ACCOUNT}:delegation-request/${id.DelegationRequestId}`;
  const summary = await owner.iam.send(new sdk.GetHumanReadableSummaryCommand({ EntityArn }));
  assert.match(summary.SummaryContent ?? "", /Example Corp/);
  await owner.iam.send(new sdk.AcceptDelegationRequestCommand(id));
  await owner.iam.send(new sdk.SendDelegationTokenCommand(id));
  assert.equal(await stateOf(provider), "FINALIZED");
  const messages = messagesOf(id.DelegationRequestId);
  assert.deepEqual(messages.map(({ state }) => state).toSorted(), [
    "ACCEPTED",
    "FINALIZED",
    "PENDING_APPROVAL",
  ]);
  assert.equal(messages.filter(({ exchangeToken }) => exchangeToken !== undefined).length, 1);
});

test("what does not follow is refused, and a rejected request stays so", async () => {
  const id = await create();
  const message = `The delegation request ${id.DelegationRequestId} is in the state UNASSIGNED.`;
  const send = owner.iam.send(new sdk.SendDelegationTokenCommand(id));
  await assertRefused(send, { code: "InvalidInputException", status: 400, message });
  await owner.iam.send(new sdk.AssociateDelegationRequestCommand(id));
  await owner.iam.send(new sdk.RejectDelegationRequestCommand({ ...id, Notes: "No" }));
  const accept = owner.iam.send(new sdk.AcceptDelegationRequestCommand(id));
  await assertRefused(accept, { code: "ConcurrentModificationException", status: 409 });
  const missing = { DelegationRequestId: "0".repeat(32) };
  const get = owner.iam.send(new sdk.GetDelegationRequestCommand(missing));
  await assertRefused(get, { code: "NoSuchEntityException", status: 404 });
  const again = { ...input(), RequestorWorkflowId: `workflow-${workflows - 1}` };
  const taken = provider.iam.send(new sdk.CreateDelegationRequestCommand(again));
  await assertRefused(taken, { code: "EntityAlreadyExistsException", status: 409 });
});
