/** A credential report of 5,000 users, from asking for it until it is there, over the wire. */
import type { SigningCredentials } from "@rolecall/sigv4";
import type { BenchOptions } from "../bench.ts";
import { IAM } from "../http/cases.ts";
import { type RunningRolecall, startRolecall } from "../http/servers.ts";
import { call } from "../http/sessions.ts";
import { median, rounded } from "../measure.ts";
import { processorTimeMs } from "../process-figures.ts";

const USERS = 5_000;
const QUICK_USERS = 500;
/** A report is good for four hours: each sample is another account's. */
const ACCOUNTS = 5;
const QUICK_ACCOUNTS = 1;
const BAR_MS = 1_000;
/** How often a client asks whether the report is there. */
const ASK_EVERY_MS = 10;

/** Makes a store for each program that is started, and says where it is. */
export type StoreFlags = () => Promise<readonly string[]>;

interface Account {
  readonly id: string;
  readonly administrator: SigningCredentials;
}

interface Sample {
  readonly tookMs: number;
  readonly generateMs: number;
  readonly processorMs: number;
}

export async function reportCredentials(
  { report, quick }: BenchOptions,
  storeFlags: StoreFlags,
): Promise<void> {
  const users = quick ? QUICK_USERS : USERS;
  const accounts = Array.from({ length: quick ? QUICK_ACCOUNTS : ACCOUNTS }, (_, number) =>
    accountOf(number),
  );
  const seed = { accounts: accounts.map((account) => seedOf(account, users)) };
  const server = await startRolecall(seed, await storeFlags());
  try {
    const samples: Sample[] = [];
    for (const account of accounts) samples.push(await takeReport(server, account, users));
    const of = (figure: keyof Sample) => rounded(median(samples.map((sample) => sample[figure])));
    report({
      case: `credential report of ${users.toLocaleString("en")} users`,
      p50Ms: of("tookMs"),
      barMs: BAR_MS,
      processorMs: of("processorMs"),
      generateOfCompleteMs: of("generateMs"),
    });
  } finally {
    await server.close();
  }
}

function accountOf(number: number): Account {
  const id = String(222_233_334_440 + number);
  const accessKeyId = `AKIAREPORT${String(number).padStart(10, "0")}`;
  return {
    id,
    administrator: { accessKeyId, secretAccessKey: `report-secret-${number}-abcdefghijklmnopqrst` },
  };
}

/** Every second user has a key. */
function seedOf({ id, administrator }: Account, count: number): object {
  const { accessKeyId, secretAccessKey } = administrator;
  const users = Array.from({ length: count - 1 }, (_, number) => ({
    name: `user-${String(number).padStart(4, "0")}`,
    tags: { team: `team-${number % 20}` },
    ...(number % 2 === 0 && { accessKeys: [keyOf(id, number)] }),
  }));
  const first = {
    name: "administrator",
    policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    accessKeys: [{ id: accessKeyId, secret: secretAccessKey }],
  };
  return { id, name: `reported-${id}`, users: [first, ...users] };
}

function keyOf(accountId: string, number: number) {
  const own = `${accountId.slice(-4)}${String(number).padStart(6, "0")}`;
  return { id: `AKIAREPORT${own}`, secret: `secret-of-a-reported-user-${own}-abcd` };
}

async function takeReport(server: RunningRolecall, account: Account, users: number): Promise<Sample> {
  const ask = (Action: string) =>
    call(server.port, { Action, ...IAM }, { credentials: account.administrator, service: "iam" });
  const usedBefore = processorTimeMs(server.processId);
  const startMs = performance.now();
  while (!(await ask("GenerateCredentialReport")).includes("<State>COMPLETE</State>"))
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  const answer = await ask("GetCredentialReport");
  const tookMs = performance.now() - startMs;
  const processorMs = processorTimeMs(server.processId) - usedBefore;
  checkReport(answer, users);
  const askedMs = performance.now();
  await ask("GenerateCredentialReport");
  return { tookMs, processorMs, generateMs: performance.now() - askedMs };
}

/** @throws Error where not every user has a row, below the header and the root user's */
function checkReport(answer: string, users: number): void {
  const content = /<Content>([^<]+)</.exec(answer)?.[1] ?? "";
  const rows = Buffer.from(content, "base64").toString().split("\n").length;
  if (rows !== users + 2) throw new Error(`A report of ${users} users has ${rows} rows.`);
}
