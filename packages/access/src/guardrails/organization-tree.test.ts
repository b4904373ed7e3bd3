/**
 * A tree that changes at random, asked after each change: what is decided by the real store, directory and engine, with all that they
 * remember, is what the oracle says of the same tree.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AccountId,
  isOrganizationIdOf,
  type OrganizationalUnitId,
  type ParentId,
  toAccountId,
  toOrganizationId,
} from "@rolecall/names";
import type { AuthorizationRequest, Decision } from "@rolecall/policy";
import fc from "fast-check";
import { evaluate, type OracleLayers } from "../../../policy/oracle/evaluate.ts";
import { readDocument } from "../../../policy/oracle/read-document.ts";
import { AccessDenied } from "../authorize/access-denied.ts";
import { authorize } from "../authorize/authorize.ts";
import type { Requirement } from "../authorize/requirement.ts";
import type { IdentifiedCaller } from "../caller/caller.ts";
import { rootCaller, sessionCaller, userCaller } from "../caller/caller-of.ts";
import {
  addOrganization,
  addUnit,
  attach,
  detach,
  disable,
  enable,
  FULL_ACCESS_OF,
  type GuardrailType,
  join,
  MANAGEMENT,
  move,
  ORGANIZATION,
  putPolicy,
  ROOT,
  unitId,
} from "../organizations.test-support.ts";
import { ACCOUNT, allow, NOW, roleClaims, trust } from "../records.test-support.ts";
import { addAccount, addRole, addUser, openWorld, REQUEST, type World } from "../world.test-support.ts";

const RUNS = 40;
const STEPS = 60;
const DEPTH_MAX = 5;

const ACCOUNTS = [ACCOUNT, MANAGEMENT, ...["3", "4", "5"].map((digit) => toAccountId(digit.repeat(12)))];
const TYPES = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const;
const POLICY_NAMES = ["p0", "p1", "p2", "p3", "p4", "p5"];
/** Half of the policies are of each type. */
const typeOf = (name: string): GuardrailType => TYPES[POLICY_NAMES.indexOf(name) % 2]!;

/** What the oracle knows. */
interface Tree {
  readonly parents: Map<OrganizationalUnitId, ParentId>;
  readonly members: Map<AccountId, ParentId>;
  /** By id; AWS's own too. */
  readonly documents: Map<string, object>;
  readonly types: Map<string, GuardrailType>;
  readonly attached: Map<string, Set<string>>;
  readonly enabled: Set<GuardrailType>;
}

type Statement = Readonly<Record<string, unknown>>;

const ACTIONS = ["iam:GetUser", "ec2:RunInstances", "sts:AssumeRole", "sts:TagSession"];
const actions = fc.constantFrom<readonly string[]>(
  ["*"],
  ["iam:*"],
  ["sts:*"],
  ["sts:Assume*", "ec2:Run*"],
  ["iam:GetUser"],
);
const condition = fc.constantFrom<Statement | undefined>(
  undefined,
  undefined,
  { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } },
  { StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORGANIZATION } },
  { StringNotEquals: { "aws:ResourceOrgID": ORGANIZATION } },
  { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `${ORGANIZATION}/${ROOT}/ou-aaaa-u0*` } },
  { "ForAllValues:StringNotLike": { "aws:ResourceOrgPaths": `${ORGANIZATION}/*/${unitId("u1")}/*` } },
  { StringEquals: { "aws:PrincipalAccount": [ACCOUNT, ACCOUNTS[2]] } },
  { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/*" } },
);

const statement = fc
  .record({
    Effect: fc.constantFrom("Allow", "Deny"),
    actions,
    isNegated: fc.boolean(),
    resource: fc.constantFrom(
      { Resource: "*" },
      { Resource: "*" },
      { NotResource: `arn:aws:iam::${ACCOUNT}:*` },
    ),
    condition,
  })
  .map(({ Effect, actions: named, isNegated, resource, condition: Condition }) => ({
    Effect,
    // RCPs have no NotAction.
    forServices: isNegated && named[0] !== "*" ? { NotAction: named } : { Action: named },
    forResources: { Principal: "*", Action: named },
    rest: { ...resource, ...(Condition !== undefined && { Condition }) },
  }));

const statements = fc.array(statement, { minLength: 1, maxLength: 2 });
const index = fc.nat(1_000);
const step = fc.oneof(
  fc.record({ kind: fc.constant("addUnit" as const), parent: index }),
  fc.record({ kind: fc.constant("move" as const), account: index, parent: index }),
  fc.record({ kind: fc.constant("joinOrLeave" as const), account: index, parent: index }),
  { arbitrary: fc.record({ kind: fc.constant("attach" as const), policy: index, target: index }), weight: 8 },
  { arbitrary: fc.record({ kind: fc.constant("detach" as const), policy: index, target: index }), weight: 3 },
  fc.record({ kind: fc.constant("detachFull" as const), type: index, target: index }),
  fc.record({
    kind: fc.constant("rewrite" as const),
    policy: index,
    statements,
  }),
  fc.record({ kind: fc.constant("switch" as const), type: index }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const question = fc.record({ caller: index, resource: index, action: fc.constantFrom(...ACTIONS) });

const at = <Item>(items: readonly Item[], place: number): Item => items[place % items.length]!;
const targetsOf = (tree: Tree) => [ROOT, ...tree.parents.keys(), ...tree.members.keys()];
const nodesOf = (tree: Tree): readonly ParentId[] => [ROOT, ...tree.parents.keys()];

/** A target's levels, itself last. */
function pathOf(tree: Tree, id: ParentId): readonly ParentId[] {
  const parent = isOrganizationIdOf("unit", id) ? tree.parents.get(id) : undefined;
  return parent === undefined ? [id] : [...pathOf(tree, parent), id];
}

/** As AWS attaches its own to what is new while a type is on. */
function withFull(tree: Tree, target: string): void {
  const own = TYPES.filter((type) => tree.enabled.has(type)).map((type) => FULL_ACCESS_OF[type]);
  tree.attached.set(target, new Set(own));
}

async function take(world: World, tree: Tree, { kind, ...given }: Step): Promise<void> {
  const of = given as Record<"parent" | "account" | "policy" | "target" | "type", number>;
  switch (kind) {
    case "addUnit": {
      const parentId = at(nodesOf(tree), of.parent);
      if (pathOf(tree, parentId).length > DEPTH_MAX) return;
      // Ids are names filled up with zeros: u1 and u10 would have the same.
      const id = await addUnit(world, `u${tree.parents.size}x`, parentId);
      tree.parents.set(id, parentId);
      return withFull(tree, id);
    }
    case "move": {
      const account = at([...tree.members.keys()], of.account);
      const parentId = at(nodesOf(tree), of.parent);
      await move(world, account, parentId);
      tree.members.set(account, parentId);
      return;
    }
    case "joinOrLeave":
      return joinOrLeave(world, tree, at(ACCOUNTS, of.account), at(nodesOf(tree), of.parent));
    case "attach":
    case "detach":
    case "detachFull":
      return attachOrDetach(world, tree, kind, of);
    case "rewrite": {
      const name = at(POLICY_NAMES, of.policy);
      const content = document(typeOf(name), (given as { statements: Written }).statements);
      const id = await putPolicy(world, name, JSON.stringify(content), typeOf(name));
      tree.documents.set(id, content);
      tree.types.set(id, typeOf(name));
      return;
    }
    case "switch": {
      const type = at(TYPES, of.type);
      const isOn = tree.enabled.has(type);
      await (isOn ? disable(world, type) : enable(world, type));
      for (const target of targetsOf(tree)) {
        const attached = tree.attached.get(target) ?? new Set();
        tree.attached.set(target, attached);
        if (!isOn) attached.add(FULL_ACCESS_OF[type]);
        else for (const id of attached) if (tree.types.get(id) === type) attached.delete(id);
      }
      if (isOn) tree.enabled.delete(type);
      else tree.enabled.add(type);
    }
  }
}

type Written = readonly (typeof statement extends fc.Arbitrary<infer Value> ? Value : never)[];

function document(type: GuardrailType, statements: Written): object {
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ Effect, forServices, forResources, rest }) => ({
      Effect,
      ...(type === "SERVICE_CONTROL_POLICY" ? forServices : forResources),
      ...rest,
    })),
  };
}

async function joinOrLeave(world: World, tree: Tree, account: AccountId, parentId: ParentId): Promise<void> {
  if (account === MANAGEMENT) return;
  if (tree.members.delete(account)) {
    tree.attached.delete(account);
    await world.store.write((tx) => tx.organizationMembers.delete(account));
    return;
  }
  await world.store.write((tx) => join(tx, account, parentId));
  tree.members.set(account, parentId);
  withFull(tree, account);
  for (const id of tree.attached.get(account) ?? [])
    await attach(world, toOrganizationId("policy", id), account, tree.types.get(id));
}

async function attachOrDetach(
  world: World,
  tree: Tree,
  kind: "attach" | "detach" | "detachFull",
  of: Readonly<Record<"policy" | "target" | "type", number>>,
): Promise<void> {
  const target = at(targetsOf(tree), of.target);
  const attached = tree.attached.get(target) ?? new Set();
  tree.attached.set(target, attached);
  const own = [...tree.documents.keys()].filter((id) => !Object.values<string>(FULL_ACCESS_OF).includes(id));
  const id = kind === "detachFull" ? FULL_ACCESS_OF[at(TYPES, of.type)] : at(own, of.policy);
  const type = id === undefined ? undefined : tree.types.get(id);
  if (id === undefined || type === undefined) return;
  if (kind === "attach" && !tree.enabled.has(type)) return;
  if (kind === "attach") {
    attached.add(id);
    await attach(world, toOrganizationId("policy", id), target, type);
    return;
  }
  attached.delete(id);
  await detach(world, toOrganizationId("policy", id), target);
}

/** The levels over an account, as the oracle is given them. */
function levelsOver(tree: Tree, account: AccountId, type: GuardrailType) {
  const parent = tree.members.get(account);
  if (parent === undefined || account === MANAGEMENT || !tree.enabled.has(type)) return undefined;
  const kind = type === "SERVICE_CONTROL_POLICY" ? "serviceControl" : "resourceControl";
  return [...pathOf(tree, parent), account].map((target) =>
    [...(tree.attached.get(target) ?? [])]
      .filter((id) => tree.types.get(id) === type)
      .map((id) => readDocument(tree.documents.get(id), kind)),
  );
}

const EVERYTHING = readDocument(JSON.parse(allow("*")), "identity");
const TRUST = {
  ...JSON.parse(trust("*")),
  Statement: { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:*" },
};

function ask(
  tree: Tree,
  caller: IdentifiedCaller,
  { action, resource, resourceAccountId = caller.accountId }: Requirement,
): Decision {
  const pathsOf = (account: AccountId) => {
    const parent = tree.members.get(account);
    return parent === undefined ? undefined : `${[ORGANIZATION, ...pathOf(tree, parent)].join("/")}/`;
  };
  const owner = toAccountId(resourceAccountId);
  const [own, theirs] = [pathsOf(caller.accountId), pathsOf(owner)];
  const context = new Map<string, string | readonly string[]>([
    ["aws:principalaccount", caller.accountId],
    ["aws:principalarn", caller.kind === "roleSession" ? caller.roleArn : caller.arn],
    ...(own === undefined
      ? []
      : ([
          ["aws:principalorgid", ORGANIZATION],
          ["aws:principalorgpaths", [own]],
        ] as const)),
    ...(theirs === undefined
      ? []
      : ([
          ["aws:resourceorgid", ORGANIZATION],
          ["aws:resourceorgpaths", [theirs]],
        ] as const)),
  ]);
  const asked: AuthorizationRequest = {
    principal: caller.principal,
    action,
    resource,
    resourceAccountId,
    context,
  };
  const serviceControl = levelsOver(tree, caller.accountId, "SERVICE_CONTROL_POLICY");
  const resourceControl = levelsOver(tree, owner, "RESOURCE_CONTROL_POLICY");
  const isRole = action.startsWith("sts:");
  const layers: OracleLayers = {
    ...(caller.kind !== "root" && { identity: [EVERYTHING] }),
    ...(isRole && { resource: [readDocument(TRUST, "trust")], resourcePolicyRequired: true }),
    ...(serviceControl !== undefined && { serviceControl }),
    ...(resourceControl !== undefined && { resourceControl }),
  };
  return evaluate(asked, layers);
}

/** A user, a root user, a role's session and a service's in each account. */
async function addCallers(world: World): Promise<readonly IdentifiedCaller[]> {
  const callers: IdentifiedCaller[] = [];
  for (const [nth, accountId] of ACCOUNTS.entries()) {
    const user = await addUser(world, `ann${nth}`, allow("*"), { accountId, keyId: `AKIAANN${nth}` });
    const roles = [
      await addRole(world, `role${nth}`, allow("*"), { accountId }),
      await addRole(world, `linked${nth}`, allow("*"), { accountId, path: "/aws-service-role/x/" }),
    ];
    callers.push(
      userCaller(user, `AKIAANN${nth}`),
      rootCaller(accountId, `AKIAROOT${nth}`),
      ...roles.map((role, place) => sessionCaller(roleClaims(role), `ASIA${nth}${place}`)),
    );
  }
  return callers;
}

async function requirementOn(world: World, account: AccountId, action: string): Promise<Requirement> {
  if (action === "ec2:RunInstances") return { action, resource: "*" };
  if (action === "iam:GetUser") return { action, resource: `arn:aws:iam::${account}:user/bob` };
  const resourcePolicy = {
    set: world.directory.library.setOf([world.directory.library.compile(JSON.stringify(TRUST), "trust")]),
    required: true,
  };
  return {
    action,
    resource: `arn:aws:iam::${account}:role/target`,
    resourceAccountId: account,
    resourcePolicy,
  };
}

async function decided(world: World, caller: IdentifiedCaller, requirement: Requirement): Promise<string> {
  try {
    await world.store.read((tx) =>
      authorize({ tx, directory: world.directory }, { caller, now: NOW, request: REQUEST }, [requirement]),
    );
    return "allowed";
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    return `${error.denial.decision.decision} by ${error.denial.decision.layer}`;
  }
}

function newTree(): Tree {
  const full = (type: GuardrailType) => [FULL_ACCESS_OF[type], type] as const;
  return {
    parents: new Map(),
    members: new Map([MANAGEMENT, ACCOUNT].map((id) => [id, ROOT])),
    documents: new Map<string, object>([
      [FULL_ACCESS_OF.SERVICE_CONTROL_POLICY, JSON.parse(allow("*"))],
      [
        FULL_ACCESS_OF.RESOURCE_CONTROL_POLICY,
        { Version: "2012-10-17", Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } },
      ],
    ]),
    types: new Map<string, GuardrailType>(TYPES.map(full)),
    attached: new Map(),
    enabled: new Set(),
  };
}

test("the server decides as the oracle does, whatever happens to the tree in between", async (context) => {
  const seed = Date.now() % 2 ** 31;
  context.diagnostic(`seed ${seed}`);
  const tally = new Map<string, number>();
  const documents = fc.array(statements, { minLength: POLICY_NAMES.length, maxLength: POLICY_NAMES.length });
  const run = fc.tuple(step, fc.array(question, { minLength: 4, maxLength: 8 }));
  // A run takes a while, and a shorter one is no easier to read: the seed and the step tell.
  const { failed, errorInstance, counterexamplePath } = await fc.check(
    fc.asyncProperty(
      documents,
      fc.array(run, { minLength: STEPS, maxLength: STEPS }),
      async (written, steps) => {
        const world = await openWorld();
        try {
          for (const id of ACCOUNTS.slice(2)) await addAccount(world, id);
          await addOrganization(world);
          const callers = await addCallers(world);
          const tree = newTree();
          for (const type of [0, 1]) await take(world, tree, { kind: "switch", type });
          for (const [policy, statements] of written.entries())
            await take(world, tree, { kind: "rewrite", policy, statements });
          for (const [number, [next, questions]] of steps.entries()) {
            await take(world, tree, next);
            for (const { caller: who, resource, action } of questions) {
              const caller = at(callers, who);
              const requirement = await requirementOn(world, at(ACCOUNTS, resource), action);
              const { decision, layer } = ask(tree, caller, requirement);
              const expected = decision === "allowed" ? decision : `${decision} by ${layer}`;
              assert.equal(
                await decided(world, caller, requirement),
                expected,
                `step ${number}: ${caller.arn} ${action}`,
              );
              tally.set(expected, (tally.get(expected) ?? 0) + 1);
            }
          }
        } finally {
          await world.close();
        }
      },
    ),
    { numRuns: RUNS, seed, endOnFailure: true },
  );
  assert.ok(!failed, `seed ${seed}, path ${counterexamplePath}: ${errorInstance}`);
  context.diagnostic(JSON.stringify(Object.fromEntries(tally)));
  for (const outcome of ["allowed", ...TYPE_OUTCOMES]) assert.ok((tally.get(outcome) ?? 0) > 20, outcome);
});

const TYPE_OUTCOMES = ["serviceControl", "resourceControl"].flatMap((layer) => [
  `explicitDeny by ${layer}`,
  `implicitDeny by ${layer}`,
]);
