/** The law: what SimulatePrincipalPolicy says of a request is what is decided of that request when it comes. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  AccessDenied,
  authorize,
  type IdentifiedCaller,
  listContext,
  type Requirement,
  sessionCaller,
} from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import type { ContextEntry } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import type { ContextValue } from "@rolecall/policy";
import fc from "fast-check";
import {
  addOrganization,
  attach,
  detach,
  enable,
  FULL_ACCESS,
  putPolicy,
} from "../../../../access/src/organizations.test-support.ts";
import { roleClaims } from "../../../../access/src/records.test-support.ts";
import { addRole, REQUEST } from "../../../../access/src/world.test-support.ts";
import { createHarness, type Harness } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { policy } from "./simulation.test-support.ts";

const ACCOUNT = "111111111111";
const USER = `arn:aws:iam::${ACCOUNT}:user/ann`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/Deployer`;

let h: Harness<IamOperations>;
/** A session of a role of AWS's, which no organization limits. */
let unlimited: IdentifiedCaller;
let callers: readonly { readonly arn: string; readonly caller: IdentifiedCaller }[];

before(async () => {
  h = await createHarness(iamService);
  const { ask, root } = h;
  await ask(root, "CreateUser", { UserName: "ann", Tags: [{ Key: "Team", Value: "red" }] });
  await ask(root, "CreateGroup", { GroupName: "Team" });
  await ask(root, "AddUserToGroup", { UserName: "ann", GroupName: "Team" });
  const session = await h.asAdministratorRole("Deployer");
  const AdministratorAccess = "arn:aws:iam::aws:policy/AdministratorAccess";
  await ask(root, "DetachRolePolicy", { RoleName: "Deployer", PolicyArn: AdministratorAccess });
  callers = [
    { arn: USER, caller: await h.asUser("ann") },
    { arn: ROLE, caller: session },
  ];
  unlimited = await asServiceLinkedRole();
  await addOrganization(h);
  await enable(h, "SERVICE_CONTROL_POLICY");
  await enable(h, "RESOURCE_CONTROL_POLICY");
});
after(() => h.close());

async function asServiceLinkedRole(): Promise<IdentifiedCaller> {
  const role = await addRole(h, "Service", policy({ Effect: "Allow", Action: "*", Resource: "*" }), {
    path: "/aws-service-role/x/",
  });
  const principalArn = formatArn("assumed-role", {
    accountId: h.accountId,
    name: role.name,
    sessionName: "x",
  });
  return sessionCaller(roleClaims(role, { principalArn, principalId: `${role.id}:x` }), "ASIASERVICE");
}

const actions = fc.constantFrom(
  "iam:GetUser",
  "iam:CreateUser",
  "s3:GetObject",
  "sts:AssumeRole",
  "sqs:SendMessage",
);
const patterns = fc.constantFrom(
  "*",
  "iam:*",
  "iam:Get*",
  "s3:GetObject",
  "s3:G?tObject",
  "sqs:*",
  "sts:AssumeRole",
);
const resources = fc.constantFrom(
  "*",
  USER,
  ROLE,
  "arn:aws:s3:::photos/a",
  `arn:aws:sqs:us-east-1:${ACCOUNT}:jobs`,
  `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x/y`,
);
const resourcePatterns = fc.constantFrom(
  "*",
  "arn:aws:iam::*:user/*",
  "arn:aws:iam::*:user/${aws:username}",
  "arn:aws:s3:::photos/*",
  "arn:aws:sqs:*:*:*",
  ROLE,
);
const conditions = fc.constantFrom(
  undefined,
  { StringEquals: { "aws:username": "ann" } },
  { Null: { "aws:username": "true" } },
  { StringNotEquals: { "aws:PrincipalTag/team": "red" } },
  { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } },
  { StringLike: { "aws:userid": "AROA*:*" } },
  { Bool: { "aws:SecureTransport": "true" } },
  { DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } },
  { NumericLessThan: { "x:size": "5" } },
  { "ForAnyValue:StringEquals": { "aws:TagKeys": ["a"] } },
  { "ForAllValues:StringEquals": { "aws:PrincipalOrgPaths": ["o-x/*"] } },
  { StringEquals: { "aws:ResourceAccount": ACCOUNT, "aws:PrincipalOrgID": "o-aaaaaaaaaa" } },
);

/** A document; those that limit mostly allow, or nothing would be allowed at all. */
const document = (allows: fc.Arbitrary<string>) =>
  fc
    .record({
      Effect: allows,
      Action: patterns,
      Resource: resourcePatterns,
      Condition: conditions,
      isWide: fc.boolean(),
    })
    .map(({ isWide, Condition, ...rest }) => ({
      ...(isWide ? { Effect: "Allow", Action: "*", Resource: "*" } : rest),
      ...(!isWide && Condition !== undefined && { Condition }),
    }));
const grants = document(fc.constantFrom("Allow", "Deny"));
const limits = document(fc.constantFrom("Allow", "Deny"));

const worlds = fc.record({
  user: grants,
  group: grants,
  role: grants,
  boundary: fc.option(limits, { nil: undefined }),
  serviceControl: fc.option(limits, { nil: undefined }),
  resourceControl: fc.option(limits, { nil: undefined }),
});
type Statement = Readonly<Record<string, unknown>>;

async function arrange(
  world: typeof worlds extends fc.Arbitrary<infer World> ? World : never,
): Promise<void> {
  const { ask } = h;
  const root = unlimited;
  const put = { PolicyName: "Own" };
  await ask(root, "PutUserPolicy", { ...put, UserName: "ann", PolicyDocument: policy(world.user) });
  await ask(root, "PutGroupPolicy", { ...put, GroupName: "Team", PolicyDocument: policy(world.group) });
  await ask(root, "PutRolePolicy", { ...put, RoleName: "Deployer", PolicyDocument: policy(world.role) });
  await arrangeBoundary(world.boundary);
  const scp = await putPolicy(
    h,
    "scp",
    policy(world.serviceControl ?? { Effect: "Allow", Action: "*", Resource: "*" }),
  );
  await attach(h, scp, ACCOUNT);
  await detach(h, FULL_ACCESS, ACCOUNT);
  const control = { Effect: "Deny", Action: "*", Resource: "*", ...world.resourceControl, Principal: "*" };
  if (world.resourceControl === undefined || control.Effect === "Allow")
    control.Resource = "arn:aws:s3:::nothing";
  const rcp = await putPolicy(h, "rcp", policy({ ...control, Effect: "Deny" }), "RESOURCE_CONTROL_POLICY");
  await attach(h, rcp, ACCOUNT, "RESOURCE_CONTROL_POLICY");
}

async function arrangeBoundary(boundary: Statement | undefined): Promise<void> {
  const { ask } = h;
  const root = unlimited;
  const PolicyArn = `arn:aws:iam::${ACCOUNT}:policy/Boundary`;
  await ask(root, "DeleteUserPermissionsBoundary", { UserName: "ann" }).catch(() => {});
  await ask(root, "DeleteRolePermissionsBoundary", { RoleName: "Deployer" }).catch(() => {});
  await ask(root, "DeletePolicy", { PolicyArn }).catch(() => {});
  if (boundary === undefined) return;
  await ask(root, "CreatePolicy", { PolicyName: "Boundary", PolicyDocument: policy(boundary) });
  await ask(root, "PutUserPermissionsBoundary", { UserName: "ann", PermissionsBoundary: PolicyArn });
  await ask(root, "PutRolePermissionsBoundary", { RoleName: "Deployer", PermissionsBoundary: PolicyArn });
}

/** What is decided when the request comes, and all that conditions see of it. */
async function decideReally(caller: IdentifiedCaller, requirement: Requirement) {
  const { directory } = h.env;
  const asking = { caller, now: h.now(), request: { ...REQUEST, isSecureTransport: true } };
  return h.store.read(async (tx) => {
    const place = (await directory.account(tx, h.accountId))?.place;
    const owner = caller.kind === "user" ? await directory.user(tx, caller.id) : undefined;
    const principalTags = owner?.tags ?? new Map<string, string>();
    const places = { principalPlace: place, resourcePlace: place };
    const { request, own } = listContext({ ...asking, requirement, principalTags, places });
    const decision = await authorize({ tx, directory }, asking, [requirement]).then(
      () => "allowed",
      (error: unknown) => {
        if (error instanceof AccessDenied) return error.denial.decision.decision;
        throw error;
      },
    );
    return { decision, entries: [...request, ...own].map(entryOf) };
  });
}

function entryOf([ContextKeyName, value]: readonly [string, ContextValue]): ContextEntry {
  return typeof value === "string"
    ? { ContextKeyName, ContextKeyType: "string", ContextKeyValues: [value] }
    : { ContextKeyName, ContextKeyType: "stringList", ContextKeyValues: value };
}

test("whatever the policies, boundary and organization, the simulation decides what the road decides", async () => {
  const requests = fc.array(fc.record({ action: actions, resource: resources }), {
    minLength: 4,
    maxLength: 4,
  });
  const decided = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(worlds, requests, async (world, asked) => {
      await arrange(world);
      for (const { action, resource } of asked) {
        for (const { arn, caller } of callers) {
          const context = new Map([["x:size", "3"]]);
          const requirement = { action, resource, context, requestTagKeys: ["a"] };
          const { decision, entries } = await decideReally(caller, requirement);
          const answer = await h.ask(unlimited, "SimulatePrincipalPolicy", {
            PolicySourceArn: arn,
            ActionNames: [action],
            ResourceArns: [resource],
            ContextEntries: entries,
          });
          assert.equal(answer.EvaluationResults?.[0]?.EvalDecision, decision);
          decided.set(decision, (decided.get(decision) ?? 0) + 1);
        }
      }
    }),
    { numRuns: 150 },
  );
  for (const kind of ["allowed", "explicitDeny", "implicitDeny"])
    assert.ok((decided.get(kind) ?? 0) > 5, `${kind}: ${decided.get(kind)}`);
});
