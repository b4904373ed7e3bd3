import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import { openTradeInToken } from "@rolecall/credentials";
import { toAccountId } from "@rolecall/names";
import type { ProductProvider } from "@rolecall/operations";
import type { Store } from "@rolecall/store";
import fc from "fast-check";
import { dropDatabaseAfterwards, ENGINES, openStore, runsOn } from "../../engines.test-support.ts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

dropDatabaseAfterwards();

const PROVIDER = toAccountId("222222222222");
const STRANGER = toAccountId("333333333333");
const TOPIC = "arn:aws:sns:us-east-1:222222222222:delegation";
const TEMPLATE = `arn:aws:iam::${PROVIDER}:delegation-template/onboarding`;
const POLICY = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "iam:GetUser", Resource: "arn:aws:iam::@{ownerAccount}:user/@{userName}" },
    {
      "@Enabled": "withRole",
      Effect: "Allow",
      Action: "iam:CreateRole",
      Resource: "*",
      Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/PowerUserAccess" } },
    },
  ],
};
const PARAMETERS = [
  { Name: "ownerAccount", Type: "string" as const, Values: ["111111111111"] },
  { Name: "userName", Type: "stringList" as const, Values: ["ann", "bob"] },
  { Name: "withRole", Type: "string" as const, Values: ["False"] },
];

let h: Harness<IamOperations>;
let provider: IdentifiedCaller;
let stranger: IdentifiedCaller;
/** May do nothing by policy. */
let ann: IdentifiedCaller;
const begin = async (store?: Store) => {
  h = await createHarness<IamOperations>(iamService, {}, store);
  const known = h.env.productProviders as Map<typeof PROVIDER, ProductProvider>;
  known.set(PROVIDER, {
    accountId: PROVIDER,
    name: "Example Corp",
    policyTemplates: new Map([[TEMPLATE, POLICY]]),
  });
  provider = await h.addAccount(PROVIDER);
  stranger = await h.addAccount(STRANGER);
  await h.ask(h.root, "CreateUser", { UserName: "ann" });
  ann = await h.asUser("ann");
};
beforeEach(() => begin());
afterEach(() => h.close());

type CreateInput = IamOperations["CreateDelegationRequest"]["input"];

let workflows = 0;
const create = (more: Partial<CreateInput> = {}, caller = provider) =>
  h.ask(caller, "CreateDelegationRequest", {
    Description: "Sets the product up",
    Permissions: { PolicyTemplateArn: TEMPLATE, Parameters: PARAMETERS },
    RequestorWorkflowId: `workflow-${++workflows}`,
    NotificationChannel: TOPIC,
    SessionDuration: 3600,
    ...more,
  });

async function newRequest(more: Partial<CreateInput> = {}): Promise<string> {
  const { DelegationRequestId: id } = await create(more);
  assert.ok(id);
  return id;
}

type Deed =
  | "AssociateDelegationRequest"
  | "UpdateDelegationRequest"
  | "AcceptDelegationRequest"
  | "RejectDelegationRequest"
  | "SendDelegationToken";

const act = (caller: IdentifiedCaller, deed: Deed, DelegationRequestId: string, more: object = {}) =>
  h.ask(caller, deed, { DelegationRequestId, ...more });
const see = async (caller: IdentifiedCaller, DelegationRequestId: string) =>
  (await h.ask(caller, "GetDelegationRequest", { DelegationRequestId })).DelegationRequest;
const messages = () => h.letters.map(({ text }) => JSON.parse(text));

async function ownedByAnn(more: Partial<CreateInput> = {}): Promise<string> {
  const id = await newRequest(more);
  await h.allow("ann", { Action: "iam:AssociateDelegationRequest" });
  await act(ann, "AssociateDelegationRequest", id);
  return id;
}

test("a request shows what it would allow, from its template and parameters", async () => {
  const { DelegationRequestId: id = "", ConsoleDeepLink } = await create({ RequestMessage: "Now, please" });
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.equal(ConsoleDeepLink, `https://identity.example.com/console/iam/delegation-requests/${id}`);
  const { PermissionPolicy, ...shown } = (await see(stranger, id)) ?? {};
  assert.deepEqual(JSON.parse(PermissionPolicy ?? ""), {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "iam:GetUser",
        Resource: ["arn:aws:iam::111111111111:user/ann", "arn:aws:iam::111111111111:user/bob"],
      },
    ],
  });
  const at = new Date(h.now());
  assert.deepEqual(shown, {
    DelegationRequestId: id,
    Description: "Sets the product up",
    RequestMessage: "Now, please",
    Permissions: { PolicyTemplateArn: TEMPLATE, Parameters: PARAMETERS },
    State: "UNASSIGNED",
    ExpirationTime: new Date(h.now() + 86_400_000),
    RequestorId: PROVIDER,
    RequestorName: "Example Corp",
    CreateDate: at,
    SessionDuration: 3600,
    OnlySendByOwner: false,
    UpdatedTime: at,
  });
  const withRole = PARAMETERS.map((each) =>
    each.Name === "withRole" ? { ...each, Values: ["True"] } : each,
  );
  const other = await newRequest({ Permissions: { PolicyTemplateArn: TEMPLATE, Parameters: withRole } });
  assert.deepEqual((await see(stranger, other))?.RolePermissionRestrictionArns, [
    "arn:aws:iam::aws:policy/PowerUserAccess",
  ]);
});

test("who is no provider asks for nothing, and a provider for what it registered", async () => {
  await refuses(
    create({}, h.root),
    "AccessDenied",
    "Account 111111111111 is not onboarded to create delegation requests: this API is not available for general use.",
  );
  const wrong: readonly (readonly [Partial<CreateInput>, string])[] = [
    [{ Permissions: {} }, "A policy template has to be named."],
    [
      { Permissions: { PolicyTemplateArn: `${TEMPLATE}x` } },
      `The policy template ${TEMPLATE}x is not registered.`,
    ],
    [{ Permissions: { PolicyTemplateArn: TEMPLATE } }, "Parameter 'withRole' not found."],
    [
      {
        Permissions: {
          PolicyTemplateArn: TEMPLATE,
          Parameters: [...PARAMETERS, { ...PARAMETERS[0], Name: "other" }],
        },
      },
      "The policy template has no parameter other.",
    ],
    [
      {
        Permissions: { PolicyTemplateArn: TEMPLATE, Parameters: [...PARAMETERS, ...PARAMETERS.slice(0, 1)] },
      },
      "A parameter comes twice.",
    ],
    [
      {
        Permissions: { PolicyTemplateArn: TEMPLATE, Parameters: [{ ...PARAMETERS[0], Values: ["1", "2"] }] },
      },
      "The parameter ownerAccount must have exactly one value.",
    ],
    [{ OwnerAccountId: "999999999999" }, "The account 999999999999 cannot be asked."],
  ];
  for (const [input, message] of wrong) await refuses(create(input), "InvalidInput", message);
  const long = PARAMETERS.map((each) =>
    each.Name === "userName" ? { ...each, Values: ["x".repeat(2_048)] } : each,
  );
  await assert.rejects(
    create({ Permissions: { PolicyTemplateArn: TEMPLATE, Parameters: long } }),
    /more than 2048/,
  );
  await create({ RequestorWorkflowId: "same-workflow" });
  await refuses(
    create({ RequestorWorkflowId: "same-workflow" }),
    "EntityAlreadyExists",
    "A delegation request with the workflow id same-workflow already exists.",
  );
});

test("its owner manages it without a policy, accepts it with one, and the provider alone gets the token", async () => {
  const id = await newRequest();
  const denied = (action: string) =>
    `User: arn:aws:iam::111111111111:user/ann is not authorized to perform: ${action} on resource: arn:aws:iam::111111111111:delegation-request/${id} because no identity-based policy allows the ${action} action`;
  await refuses(see(ann, id), "AccessDenied", denied("iam:GetDelegationRequest"));
  const claim = "iam:AssociateDelegationRequest";
  await refuses(act(ann, "AssociateDelegationRequest", id), "AccessDenied", denied(claim));
  await h.allow("ann", { Action: claim });
  await act(ann, "AssociateDelegationRequest", id);
  assert.equal((await see(ann, id))?.OwnerId, ann.arn);
  await act(ann, "UpdateDelegationRequest", id, { Notes: "Bob, please" });
  await refuses(
    act(ann, "AcceptDelegationRequest", id),
    "AccessDenied",
    denied("iam:AcceptDelegationRequest"),
  );
  await act(h.root, "AcceptDelegationRequest", id);
  const accepted = await see(ann, id);
  assert.deepEqual(
    [accepted?.State, accepted?.ApproverId, accepted?.Notes],
    ["ACCEPTED", "arn:aws:iam::111111111111:root", "Bob, please"],
  );
  await act(ann, "SendDelegationToken", id);
  assert.deepEqual(
    messages().map(({ state }) => state),
    ["PENDING_APPROVAL", "ACCEPTED", "FINALIZED"],
  );
  const [letter] = h.letters.slice(-1);
  assert.deepEqual([letter?.channel, letter?.to, letter?.accountId], ["topic", TOPIC, PROVIDER]);
  const { exchangeToken } = messages()[2];
  assert.equal(openTradeInToken(h.env.keyRing, exchangeToken, PROVIDER), id);
  assert.equal(openTradeInToken(h.env.keyRing, exchangeToken, STRANGER), undefined);
  assert.ok(!JSON.stringify(messages().slice(0, 2)).includes("exchangeToken"));
  const shown = JSON.stringify([await see(ann, id), await see(provider, id)]);
  assert.ok(!shown.includes(exchangeToken) && !shown.includes("sessionToken"));
});

test("each step is refused where it does not follow, and a request expires", async () => {
  const id = await ownedByAnn();
  const wrong = (state: string) => `The delegation request ${id} is in the state ${state}.`;
  await refuses(act(h.root, "SendDelegationToken", id), "InvalidInput", wrong("ASSIGNED"));
  await act(h.root, "AcceptDelegationRequest", id);
  await refuses(act(h.root, "AcceptDelegationRequest", id), "ConcurrentModification", wrong("ACCEPTED"));
  await act(h.root, "RejectDelegationRequest", id, { Notes: "No more" });
  assert.equal((await see(h.root, id))?.RejectionReason, "No more");
  await refuses(act(h.root, "SendDelegationToken", id), "InvalidInput", wrong("REJECTED"));
  const late = await newRequest();
  h.advance(86_400_000);
  assert.equal((await see(h.root, late))?.State, "EXPIRED");
  await assert.rejects(act(h.root, "AssociateDelegationRequest", late), /EXPIRED/);
});

test("nobody sees or touches what another account was asked for", async () => {
  const id = await newRequest({ OwnerAccountId: "111111111111" });
  const missing = `The delegation request with id ${id} cannot be found.`;
  for (const deed of [
    "AssociateDelegationRequest",
    "AcceptDelegationRequest",
    "RejectDelegationRequest",
  ] as const)
    await refuses(act(stranger, deed, id), "NoSuchEntity", missing);
  await refuses(see(stranger, id), "NoSuchEntity", missing);
  assert.equal((await see(provider, id))?.State, "UNASSIGNED");
  // The requestor reads its request, and decides nothing.
  await refuses(act(provider, "AcceptDelegationRequest", id), "NoSuchEntity", missing);
  await act(h.root, "AssociateDelegationRequest", id);
});

test("the owner alone sends the token where the provider wants it so, and root delegates four hours at most", async () => {
  const id = await ownedByAnn({ OnlySendByOwner: true });
  await act(h.root, "AcceptDelegationRequest", id);
  const message = "Only the owner of this delegation request can send its token.";
  await refuses(act(h.root, "SendDelegationToken", id), "AccessDenied", message);
  await act(ann, "SendDelegationToken", id);
  const long = await ownedByAnn({ SessionDuration: 14_401 });
  await refuses(
    act(h.root, "AcceptDelegationRequest", long),
    "AccessDenied",
    "The root user can only accept delegation requests with a duration of 4 hours or less.",
  );
  await h.allow("ann", { Action: "iam:AcceptDelegationRequest" });
  await act(ann, "AcceptDelegationRequest", long);
});

test("an explicit deny is stronger than what owners may", async () => {
  const id = await ownedByAnn();
  await see(ann, id);
  await h.allow("ann", { Effect: "Deny", Action: "iam:GetDelegationRequest" });
  await assert.rejects(see(ann, id), /with an explicit deny/);
});

test("those that somebody took over are listed, page by page, and everybody lists its own", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) ids.push(await ownedByAnn());
  const roots = await newRequest();
  await act(h.root, "AssociateDelegationRequest", roots);
  await newRequest({ OwnerAccountId: "111111111111" });
  const list = async (caller: IdentifiedCaller, OwnerId?: string) => {
    const found: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await h.ask(caller, "ListDelegationRequests", {
        MaxItems: 2,
        ...(OwnerId !== undefined && { OwnerId }),
        ...(Marker !== undefined && { Marker }),
      });
      found.push(...(page.DelegationRequests ?? []).map(({ DelegationRequestId }) => DelegationRequestId));
      Marker = page.Marker;
      assert.equal(page.isTruncated, Marker !== undefined);
    } while (Marker !== undefined);
    return found;
  };
  assert.deepEqual(await list(h.root), [...ids, roots].toSorted());
  assert.deepEqual(await list(ann, ann.arn), ids.toSorted());
  await assert.rejects(list(ann), /iam:ListDelegationRequests/);
  await assert.rejects(list(ann, h.root.arn), /iam:ListDelegationRequests/);
  assert.deepEqual(await list(stranger), []);
});

test("whoever looks at a request learns whether it has what would be delegated", async () => {
  const id = await ownedByAnn();
  const check = async (caller: IdentifiedCaller) => {
    const asked = { DelegationRequestId: id, DelegationPermissionCheck: true };
    const answer = await h.ask(caller, "GetDelegationRequest", asked);
    assert.equal(answer.PermissionCheckStatus, "COMPLETE");
    return answer.PermissionCheckResult;
  };
  assert.equal(await check(h.root), "ALLOWED");
  assert.equal(await check(ann), "DENIED");
  await h.allow("ann", { Action: "iam:Get*" });
  assert.equal(await check(ann), "ALLOWED");
});

test("a summary tells people what it comes to, in English", async () => {
  const id = await ownedByAnn({ SessionDuration: 5_400 });
  const EntityArn = `arn:aws:iam::111111111111:delegation-request/${id}`;
  const summary = await h.ask(ann, "GetHumanReadableSummary", { EntityArn });
  assert.deepEqual([summary.Locale, summary.SummaryState], ["en", "AVAILABLE"]);
  assert.match(summary.SummaryContent ?? "", /^Example Corp \(account 222222222222\).* 1 h 30 min\.\n/);
  assert.match(summary.SummaryContent ?? "", /user\/bob/);
  assert.deepEqual(await h.ask(ann, "GetHumanReadableSummary", { EntityArn, Locale: "de" }), {
    Locale: "de",
    SummaryState: "NOT_SUPPORTED",
  });
  const EntityOther = "arn:aws:iam::111111111111:user/ann";
  const other = h.ask(ann, "GetHumanReadableSummary", { EntityArn: EntityOther });
  await refuses(other, "InvalidInput", `ARN ${EntityOther} is not valid.`);
});

test("a requestor waits for so many at most, and what expired is forgotten", async () => {
  await h.close();
  h = await createHarness<IamOperations>(iamService, { PendingDelegationRequests: 2 });
  const known = h.env.productProviders as Map<typeof PROVIDER, ProductProvider>;
  known.set(PROVIDER, { accountId: PROVIDER, name: "E", policyTemplates: new Map([[TEMPLATE, POLICY]]) });
  provider = await h.addAccount(PROVIDER);
  const first = await newRequest();
  await newRequest();
  await refuses(create(), "LimitExceeded", "Cannot exceed quota for PendingDelegationRequests: 2");
  h.advance(86_400_000);
  await newRequest();
  h.advance(31 * 86_400_000);
  await newRequest();
  await assert.rejects(see(provider, first), /cannot be found/);
});

/** What leads from which state where. Source: IAM User Guide, "Temporary delegation": the lifecycle of a request. */
const LEADS: Readonly<Record<Deed, Readonly<Record<string, string>>>> = {
  AssociateDelegationRequest: { UNASSIGNED: "ASSIGNED" },
  UpdateDelegationRequest: { ASSIGNED: "PENDING_APPROVAL" },
  AcceptDelegationRequest: { ASSIGNED: "ACCEPTED", PENDING_APPROVAL: "ACCEPTED" },
  RejectDelegationRequest: { ASSIGNED: "REJECTED", PENDING_APPROVAL: "REJECTED", ACCEPTED: "REJECTED" },
  SendDelegationToken: { ACCEPTED: "FINALIZED" },
};

const doing = fc.record({
  deed: fc.constantFrom("create" as const, ...(Object.keys(LEADS) as Deed[])),
  pick: fc.nat(5),
  waitMs: fc.constantFrom(0, 0, 0, 3_600_000, 86_400_000),
});

/** Where requests are, by their ids, and since when. */
async function checkSteps(
  steps: readonly (typeof doing extends fc.Arbitrary<infer Value> ? Value : never)[],
): Promise<void> {
  const kept = new Map<string, { state: string; since: number }>();
  const stateOf = ({ state, since }: { readonly state: string; readonly since: number }) => {
    const days = (h.now() - since) / 86_400_000;
    return days >= (state === "UNASSIGNED" ? 1 : 7) ? "EXPIRED" : state;
  };
  for (const { deed, pick, waitMs } of steps) {
    h.advance(waitMs);
    const [id, request] = [...kept][pick % Math.max(1, kept.size)] ?? [];
    if (deed === "create") kept.set(await newRequest(), { state: "UNASSIGNED", since: h.now() });
    else if (id !== undefined && request !== undefined) {
      const to = LEADS[deed][stateOf(request)];
      const call = act(h.root, deed, id, deed === "UpdateDelegationRequest" ? { Notes: "Look" } : {});
      if (to === undefined) await assert.rejects(call, `${deed} of what is ${stateOf(request)}`);
      else {
        await call;
        kept.set(id, { state: to, since: h.now() });
      }
    }
  }
  for (const [id, request] of kept) assert.equal((await see(h.root, id))?.State, stateOf(request));
}

for (const engine of ENGINES) {
  test(`requests are where the page says, whatever is done in whatever order, on ${engine}`, async () => {
    await h.close();
    await begin(await openStore(engine));
    await fc.assert(fc.asyncProperty(fc.array(doing, { maxLength: 20 }), checkSteps), {
      numRuns: runsOn(engine, 25),
    });
  });
}
