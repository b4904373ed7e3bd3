/** The law: what an explanation says of a request is what that request comes to, of then and of now. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  GetGroupCommand,
  GetRoleCommand,
  GetUserCommand,
  ListRolesCommand,
  ListUsersCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import type { Explanation } from "@rolecall/policy";
import fc from "fast-check";
import { clientsOf, type Keys } from "../installation/clients.ts";
import { readDeniedMessage } from "../installation/denied.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { seedKeysOf, seedUser } from "../installation/seed.ts";
import { account, adminOf, deny, LAB, MANAGEMENT, SHOP, scp } from "../organizations/stories/company.ts";
import { callRolecall } from "./rolecall-client.ts";

const PEOPLE = ["ann", "bob", "cem", "dora"] as const;
const ROLES = ["Deploy", "Audit", "Break"] as const;
const HOME = SHOP;

const actions = fc.constantFrom(
  "*",
  "iam:*",
  "iam:Get*",
  "iam:ListUsers",
  "iam:GetRole",
  "sts:*",
  "sts:AssumeRole",
);
const resources = fc.constantFrom(
  "*",
  `arn:aws:iam::${HOME}:user/*`,
  `arn:aws:iam::${HOME}:role/Deploy`,
  `arn:aws:iam::*:role/*`,
  "arn:aws:iam::*:user/${aws:username}",
);
const conditions = fc.constantFrom<object | undefined>(
  undefined,
  undefined,
  { StringEquals: { "aws:PrincipalTag/team": "red" } },
  { StringNotEquals: { "aws:PrincipalTag/team": "red" } },
  { StringEquals: { "iam:ResourceTag/team": "red" } },
  { Bool: { "aws:SecureTransport": "false" } },
  { Null: { "aws:MultiFactorAuthPresent": "true" } },
  { StringEquals: { "aws:PrincipalOrgID": "o-story00000" } },
  { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${HOME}:user/a*` } },
  { StringEquals: { "sts:RoleSessionName": "story" } },
);
const WIDE = { Effect: "Allow", Action: "*", Resource: "*" };
const narrow = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    Action: actions,
    Resource: resources,
    Condition: conditions,
  })
  .map(({ Condition, ...rest }) => ({ ...rest, ...(Condition && { Condition }) }));
/** Half of them allow mostly everything, or hardly anything would be allowed at all. */
const document = fc
  .tuple(fc.boolean(), fc.array(narrow, { minLength: 1, maxLength: 3 }))
  .map(([isWide, some]) => ({ Version: "2012-10-17", Statement: isWide ? [WIDE, some[0]!] : some }));
const principals = fc.constantFrom(
  { AWS: `arn:aws:iam::${HOME}:root` },
  { AWS: `arn:aws:iam::${HOME}:user/ann` },
  { AWS: [`arn:aws:iam::${HOME}:user/bob`, `arn:aws:iam::${LAB}:root`] },
  { AWS: "*" },
);
const trust = fc
  .record({ Effect: fc.constantFrom("Allow", "Allow", "Deny"), Principal: principals, Condition: conditions })
  .map(({ Condition, ...rest }) => ({
    Version: "2012-10-17",
    Statement: [{ ...rest, Action: "sts:AssumeRole", ...(Condition && { Condition }) }],
  }));
/** Mostly it lets everything through, or there would be little to decide. */
const limit = document.map(({ Version, Statement }) => ({
  Version,
  Statement: [WIDE, ...Statement.filter(({ Effect }) => Effect === "Deny").slice(0, 1)],
}));
/** An organization's policy that limits all but who asks for the explanations. */
const scpLimit = limit.map(({ Version, Statement }) => ({
  Version,
  Statement: Statement.map((each) => {
    if (each.Effect === "Allow") return each;
    const { Condition = {} } = each as { Condition?: object };
    return { ...each, Condition: { ...Condition, ArnNotLike: { "aws:PrincipalArn": ADMINS } } };
  }),
}));
const ADMINS = "arn:aws:iam::*:user/admin";
const NO_LISTING = deny("iam:ListUsers", {
  Condition: { StringEquals: { "aws:PrincipalTag/team": "blue" } },
});
const controls = limit.map(({ Version, Statement }) => ({
  Version,
  Statement: [
    { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/Break" },
    ...Statement.slice(1).map((each) => ({ ...each, Principal: "*", Action: "sts:AssumeRole" })),
  ],
}));

const SEED = 20_264;
let drawn = 0;
/** Another one each time, the same from run to run. */
function draw<Value>(arbitrary: fc.Arbitrary<Value>): Value {
  drawn += 1;
  return fc.sample(arbitrary, { numRuns: 1, seed: SEED + drawn })[0]!;
}

function seed() {
  const policies = [
    { name: "Guard", document: draw(limit) },
    ...PEOPLE.map((name) => ({ name: `Of-${name}`, document: draw(document) })),
  ];
  return {
    accounts: [
      account(MANAGEMENT),
      account(HOME, {
        policies,
        groups: [{ name: "Team", inlinePolicies: { Team: draw(document) } }],
        roles: ROLES.map((name) => ({
          name,
          trust: draw(trust),
          inlinePolicies: { Own: draw(document) },
          tags: { team: draw(fc.constantFrom("red", "blue")) },
        })),
      }),
      account(LAB, { roles: [{ name: "Audit", trust: draw(trust) }] }),
    ],
    organization: {
      id: "o-story00000",
      managementAccount: MANAGEMENT,
      policies: [
        scp("Limit", draw(scpLimit)),
        scp("NoListing", NO_LISTING),
        scp("Top", draw(scpLimit)),
        { name: "Perimeter", type: "RESOURCE_CONTROL_POLICY", document: draw(controls) },
      ],
      root: {
        policies: ["Top", "Perimeter"],
        units: [{ name: "Workloads", policies: ["Limit", "NoListing"], accounts: [HOME, LAB] }],
      },
    },
  };
}

let installation: TestInstallation;
before(async () => {
  const made = seed();
  const home = made.accounts[1] as { users?: object[] };
  home.users?.push(
    ...PEOPLE.map((name, index) =>
      seedUser(name, {
        tags: { team: index % 2 === 0 ? "red" : "blue" },
        policies: [`Of-${name}`],
        groups: index > 1 ? ["Team"] : [],
        ...(index % 2 === 1 && { permissionsBoundary: `arn:aws:iam::${HOME}:policy/Guard` }),
      }),
    ),
  );
  installation = await startInstallation(made);
});
after(() => installation.stop());

interface Asked {
  readonly action: string;
  readonly resource: string;
  send(who: Keys): Promise<unknown>;
}

const clients = (who: Keys) => clientsOf(installation, who);
const requests: fc.Arbitrary<Asked> = fc.oneof(
  fc.constantFrom(...PEOPLE, "other").map((UserName) => ({
    action: "iam:GetUser",
    resource: `arn:aws:iam::${HOME}:user/${UserName}`,
    send: (who: Keys) => clients(who).iam.send(new GetUserCommand({ UserName })),
  })),
  fc.constantFrom(...ROLES).map((RoleName) => ({
    action: "iam:GetRole",
    resource: `arn:aws:iam::${HOME}:role/${RoleName}`,
    send: (who: Keys) => clients(who).iam.send(new GetRoleCommand({ RoleName })),
  })),
  fc.constantFrom(
    {
      action: "iam:ListUsers",
      resource: `arn:aws:iam::${HOME}:user/`,
      send: (who: Keys) => clients(who).iam.send(new ListUsersCommand({})),
    },
    {
      action: "iam:ListRoles",
      resource: `arn:aws:iam::${HOME}:role/`,
      send: (who: Keys) => clients(who).iam.send(new ListRolesCommand({})),
    },
    {
      action: "iam:GetGroup",
      resource: `arn:aws:iam::${HOME}:group/Team`,
      send: (who: Keys) => clients(who).iam.send(new GetGroupCommand({ GroupName: "Team" })),
    },
  ),
  fc
    .constantFrom(
      ...ROLES.map((name) => [HOME, name] as const),
      [LAB, "Audit"] as const,
      [HOME, "Nobody"] as const,
    )
    .map(([id, name]) => ({
      action: "sts:AssumeRole",
      resource: `arn:aws:iam::${id}:role/${name}`,
      send: (who: Keys) =>
        clients(who).sts.send(
          new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${id}:role/${name}`, RoleSessionName: "story" }),
        ),
    })),
);

/** What the request itself brings. */
const BROUGHT = {
  "aws:SecureTransport": ["false"],
  "aws:SourceIp": ["127.0.0.1"],
  "aws:RequestedRegion": ["us-east-1"],
};

const OF_ASSUMING = { "sts:RoleSessionName": ["story"] };

test("what is explained, of now and of then, is what the request came to", async () => {
  const decided = new Map<string, number>();
  const layers = new Set<string>();
  const samples = fc.sample(fc.tuple(fc.constantFrom(...PEOPLE), requests), { numRuns: 220, seed: SEED });
  const asked = new Set<string>();
  for (const [name, request] of samples) {
    const { action, resource } = request;
    if (asked.has(`${name} ${action} ${resource}`)) continue;
    asked.add(`${name} ${action} ${resource}`);
    const refusal = await request.send(seedKeysOf(name)).then(
      () => undefined,
      (error: Error) => error,
    );
    const input = { PrincipalArn: `arn:aws:iam::${HOME}:user/${name}`, Action: action, Resource: resource };
    const now = await callRolecall(
      installation,
      "ExplainRequest",
      { ...input, Context: action === "sts:AssumeRole" ? { ...BROUGHT, ...OF_ASSUMING } : BROUGHT },
      adminOf(HOME),
    );
    const { decision, layer } = now.Explanation as unknown as Explanation;
    const what = `${name} ${action} ${resource}: ${refusal?.message ?? "was allowed"}`;
    assert.equal(
      refusal?.name.startsWith("AccessDenied") ?? false,
      decision !== "allowed",
      `${what} / ${decision}`,
    );
    decided.set(decision, (decided.get(decision) ?? 0) + 1);
    layers.add(layer);
    if (refusal === undefined) continue;
    const { id } = readDeniedMessage(refusal.message);
    const then = await explainedThen(id);
    const told = then.Explanation as unknown as Explanation;
    assert.ok(told, `${what}: ${then.Unexplained}`);
    assert.deepEqual([told.decision, told.layer], [decision, layer], what);
    assert.deepEqual(then.Question, input);
  }
  for (const kind of ["allowed", "explicitDeny", "implicitDeny"])
    assert.ok((decided.get(kind) ?? 0) > 5, `${kind}: ${decided.get(kind)}`);
  for (const layer of ["identity", "resource", "serviceControl"]) assert.ok(layers.has(layer), layer);
});

/** What was denied is written behind the answer. */
async function explainedThen(id: string) {
  for (let turn = 0; ; turn++) {
    try {
      return await callRolecall(installation, "ExplainDenial", { AuthorizationId: id }, adminOf(HOME));
    } catch (error) {
      if (turn > 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
