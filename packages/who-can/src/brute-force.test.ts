/**
 * Who can is what asking the engine of everybody comes to. More of them:
 * `node -C @rolecall/source packages/who-can/src/brute-force.test.ts --cases 2000`.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { type Asker, BruteForce, type Found } from "./brute-force.test-support.ts";
import type { Way } from "./graph/way.ts";
import type { Installation, SnapshotAccount, SnapshotRole } from "./installation/installation.ts";
import { type MadeUpAccount, madeUpInstallation } from "./made-up.test-support.ts";
import { ACCOUNTS, installations, provider, QUESTION, SERVICES } from "./random-installation.test-support.ts";
import { whoCan } from "./who-can.ts";

const { values } = parseArgs({ options: { cases: { type: "string" } }, strict: false });
const numRuns = Number(values.cases ?? "15");

const seen = { open: 0, needs: 0, stopped: 0, none: 0, chained: 0, grouped: 0 };

test(`of ${numRuns} installations, whoever can is told, by each first role, and nobody else`, () => {
  fc.assert(fc.property(installations, agree), { numRuns, seed: 7 });
  for (const [kind, count] of Object.entries(seen)) assert.ok(count > 0, `${kind} came never`);
  if (values.cases !== undefined) process.stdout.write(`${JSON.stringify(seen)}\n`);
});

function agree(accounts: readonly MadeUpAccount[]): void {
  const installation = madeUpInstallation(accounts);
  const answer = whoCan(QUESTION, installation, { clock: () => 1_700_000_000_000 });
  assert.ok(answer.isFinished);
  const ways = Map.groupBy(answer.ways, ({ principal }) => principal);
  const judge = new BruteForce(installation, QUESTION);
  for (const asker of askersOf(installation)) {
    const own = ways.get(nameOf(asker)) ?? [];
    const direct = own.filter(({ through }) => !through.some((name) => name.includes(":role/")));
    expect(bestOf(direct), judge.direct(asker), `${nameOf(asker)} directly`);
    for (const { account, role } of rolesOf(installation)) {
      if (asker.kind === "role" && asker.role === role) continue;
      // Whom nobody names is told as everybody.
      if (!("account" in asker) && own.length === 0 && !names(role, asker.name)) continue;
      const by = own.filter(({ through }) => through[0] === role.arn);
      assert.ok(by.length <= 1);
      expect(by[0]?.state, judge.by(asker, account, role), `${nameOf(asker)} by ${role.arn}`);
      if (by[0] !== undefined) walk(installation, judge, asker, by[0]);
    }
    if (direct.some(({ through }) => through.length > 0)) seen.grouped += 1;
  }
}

function expect(told: Found, found: Found, what: string): void {
  seen[found ?? "none"] += 1;
  assert.equal(told, found, what);
}

/** Each step of a way is what the engine says, and one that needs something is allowed with it. */
function walk(installation: Installation, judge: BruteForce, first: Asker, way: Way): void {
  if (way.through.length > 1) seen.chained += 1;
  let asker = first;
  assert.equal(way.through.length + 1, way.steps.length);
  for (const [place, step] of way.steps.entries()) {
    const arn = way.through[place];
    const to = rolesOf(installation).find(({ role }) => role.arn === arn);
    if (step.state === "needs") assert.ok(judge.meetsNeeds(asker, to, step), JSON.stringify(step));
    if (to === undefined) break;
    asker = {
      kind: "role",
      ...to,
      origin: asker.kind === "user" ? "user" : asker.kind === "provider" ? "token" : "session",
    };
  }
}

function bestOf(ways: readonly Way[]): Found {
  return (["open", "needs", "stopped"] as const).find((state) => ways.some((way) => way.state === state));
}

function askersOf(installation: Installation): readonly Asker[] {
  const ofAccounts = installation.accounts.flatMap((account) => [
    ...account.users.map((user): Asker => ({ kind: "user", account, user })),
    ...account.roles.map(
      (role): Asker => ({ kind: "role", account, role, origin: beginningOf(installation, role) }),
    ),
  ]);
  return [
    ...ofAccounts,
    ...SERVICES.map((name): Asker => ({ kind: "service", name })),
    ...ACCOUNTS.map((id): Asker => ({ kind: "provider", name: provider(id) })),
  ];
}

/** How a role's sessions can begin, by whom its trust policy names. */
function beginningOf(installation: Installation, { trust }: SnapshotRole): "any" | "session" | "token" {
  const statements = trust.policies.flatMap(({ policy }) => policy.statements);
  const entries = statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ principal }) => principal?.entries ?? []);
  const isRole = (value: string) => rolesOf(installation).some(({ role }) => role.arn === value);
  if (entries.some(({ type, value }) => type === "AWS" && !isRole(value))) return "any";
  const isToken = entries.some(({ type }) => type === "Federated");
  const isSession = entries.some(({ type }) => type !== "Federated");
  if (!isToken) return "session";
  return isSession ? "any" : "token";
}

function names({ trust }: SnapshotRole, name: string): boolean {
  return JSON.stringify(trust.policies.map(({ policy }) => policy.statements)).includes(JSON.stringify(name));
}

function rolesOf(installation: Installation): readonly { account: SnapshotAccount; role: SnapshotRole }[] {
  return installation.accounts.flatMap((account) => account.roles.map((role) => ({ account, role })));
}

function nameOf(asker: Asker): string {
  return asker.kind === "user" ? asker.user.arn : asker.kind === "role" ? asker.role.arn : asker.name;
}
