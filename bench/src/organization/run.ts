/** What a large organization costs: decisions under it, a change at its root, its pages, its memory. See bench/README.md. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type IdentifiedCaller, rootCaller } from "@rolecall/access";
import { type AccountId, toAccountId } from "@rolecall/names";
import { MANAGEMENT, putPolicy, ROOT } from "../../../packages/access/src/organizations.test-support.ts";
import { addAccount } from "../../../packages/access/src/world.test-support.ts";
import { openTestInstallation } from "../../../packages/server/src/installation/installation.test-support.ts";
import type { Installation } from "../../../packages/server/src/installation/installation.ts";
import type { BenchOptions, ReportLine } from "../bench.ts";
import { collectGarbage, median, rounded } from "../measure.ts";
import { addAdministrator, isDenied, timeDecisions } from "./decisions.ts";
import { FULL_SIZE, populate, QUICK_SIZE, type Size } from "./population.ts";

const ROUNDS = 31;
const QUICK_ROUNDS = 5;
const WARM_UP_ROUNDS = 3;
const CHANGES = 15;
const QUICK_CHANGES = 3;
/** Stands alone, in no organization; ACCOUNT of the tests is a member right under the root. */
const ALONE = toAccountId("888888888888");

export async function run({ report, quick }: BenchOptions): Promise<void> {
  const size = quick ? QUICK_SIZE : FULL_SIZE;
  const folder = mkdtempSync(join(tmpdir(), "rolecall-bench-"));
  const installation = await openTestInstallation({ database: join(folder, "rolecall.db"), clock: Date.now });
  try {
    for (const id of [ALONE, toAccountId("111111111111")])
      await addAccount({ store: installation.store, clock: Date.now }, id);
    const began = performance.now();
    const accounts = await populate(installation.store, size);
    report(describe(size, performance.now() - began));
    for (const line of await measureDecisions(installation, accounts, quick ? QUICK_ROUNDS : ROUNDS))
      report(line);
    report(await measureMemory(installation, accounts));
    report(await measureChanges(installation, accounts, quick ? QUICK_CHANGES : CHANGES));
    report(await measurePages(installation));
  } finally {
    await installation.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe({ accounts, units }: Size, durationMs: number): ReportLine {
  const unitCount = units.reduce((sum, count) => sum + count, 0);
  return {
    case: "organization",
    accounts,
    units: unitCount,
    levels: units.length,
    filledMs: Math.round(durationMs),
  };
}

/** A member deep in the tree and an account that is in none, by turns. */
async function measureDecisions(
  installation: Installation,
  accounts: readonly AccountId[],
  rounds: number,
): Promise<readonly ReportLine[]> {
  const member = await addAdministrator(installation, "member", accounts[0]!);
  const alone = await addAdministrator(installation, "alone", ALONE);
  const lines: ReportLine[] = [];
  for (const kind of DECISIONS)
    lines.push(await measureKind(installation, { member, alone, rounds, ...kind }));
  return lines;
}

/** The bar is for what policies of the levels do not name, as most of them name few actions. */
const DECISIONS = [
  { name: "decision", action: "iam:GetUser", ratioBar: 1.5 },
  { name: "decision, a Deny with a region at each level", action: "iam:ListUsers" },
  { name: "decision, a Deny with ArnLike at each level", action: "iam:CreateUser" },
] as const;

interface Kind {
  readonly name: string;
  readonly action: string;
  readonly ratioBar?: number;
  readonly member: IdentifiedCaller;
  readonly alone: IdentifiedCaller;
  readonly rounds: number;
}

async function measureKind(
  { store, directory }: Installation,
  { name, action, ratioBar, member, alone, rounds }: Kind,
): Promise<ReportLine> {
  const times = { member: [] as number[], alone: [] as number[] };
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    const taken = {
      alone: await timeDecisions({ store, directory }, alone, action),
      member: await timeDecisions({ store, directory }, member, action),
    };
    if (round < 0) continue;
    times.alone.push(taken.alone);
    times.member.push(taken.member);
  }
  return {
    case: name,
    memberP50Us: rounded(median(times.member)),
    aloneP50Us: rounded(median(times.alone)),
    ratio: rounded(median(times.member.map((time, round) => time / times.alone[round]!))),
    ...(ratioBar !== undefined && { ratioBar }),
  };
}

/** Every account is asked for once. */
async function measureMemory(
  { store, directory }: Installation,
  accounts: readonly AccountId[],
): Promise<ReportLine> {
  const heap = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const firstUs: number[] = [];
  for (const id of accounts) {
    const began = performance.now();
    await store.read((tx) => directory.account(tx, id));
    firstUs.push((performance.now() - began) * 1000);
  }
  const {
    accounts: accountBytes,
    organizationalUnits,
    organizations,
    organizationPolicies,
  } = directory.bytes;
  return {
    case: "memory",
    firstLookP50Us: rounded(median(firstUs)),
    estimatedBytes: accountBytes + organizationalUnits + organizations + organizationPolicies,
    heapBytes: heap() - before,
    heapBytesAnAccount: rounded((heap() - before) / accounts.length),
  };
}

/** All accounts are remembered while a policy is attached at the root, and taken off again. */
async function measureChanges(
  installation: Installation,
  accounts: readonly AccountId[],
  changes: number,
): Promise<ReportLine> {
  const { store, directory } = installation;
  const member = await addAdministrator(installation, "watcher", accounts[1]!);
  const Statement = [{ Effect: "Deny", Action: "iam:GetUser", Resource: "*" }];
  const PolicyId = await putPolicy(
    installation,
    "stop",
    JSON.stringify({ Version: "2012-10-17", Statement }),
  );
  const manager = rootCaller(MANAGEMENT, "AKIAMANAGEMENT");
  const call = (operation: "AttachPolicy" | "DetachPolicy") =>
    installation.seedAs(manager, {
      service: "organizations",
      operation,
      input: { PolicyId, TargetId: ROOT },
    });
  const [attachMs, processorMs, nextMs]: [number[], number[], number[]] = [[], [], []];
  let missed = 0;
  for (let change = 0; change < changes; change++) {
    for (const id of accounts) await store.read((tx) => directory.account(tx, id));
    const [began, usedBefore] = [performance.now(), process.cpuUsage()];
    await call("AttachPolicy");
    const [attached, { user, system }] = [performance.now(), process.cpuUsage(usedBefore)];
    if (!(await isDenied({ store, directory }, member))) missed++;
    attachMs.push(attached - began);
    processorMs.push((user + system) / 1000);
    nextMs.push(performance.now() - attached);
    await call("DetachPolicy");
    if (await isDenied({ store, directory }, member)) missed++;
  }
  return {
    case: "attach at the root",
    attachP50Ms: rounded(median(attachMs)),
    attachProcessorP50Ms: rounded(median(processorMs)),
    attachMaxMs: rounded(Math.max(...attachMs)),
    attachBarMs: 50,
    nextRequestP50Ms: rounded(median(nextMs)),
    missed,
  };
}

async function measurePages(installation: Installation): Promise<ReportLine> {
  const manager = rootCaller(MANAGEMENT, "AKIAMANAGEMENT");
  const pageMs: number[] = [];
  let listed = 0;
  let NextToken: string | undefined;
  do {
    const began = performance.now();
    const input = NextToken === undefined ? {} : { NextToken };
    const page = (await installation.seedAs(manager, {
      service: "organizations",
      operation: "ListAccounts",
      input,
    })) as { readonly Accounts: readonly object[]; readonly NextToken?: string };
    pageMs.push(performance.now() - began);
    listed += page.Accounts.length;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return {
    case: "ListAccounts",
    listed,
    pages: pageMs.length,
    pageP50Ms: rounded(median(pageMs)),
    pageMaxMs: rounded(Math.max(...pageMs)),
    pageBarMs: 10,
  };
}
