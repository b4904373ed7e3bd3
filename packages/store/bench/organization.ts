/**
 * What whole organizations cost on either engine, in the middle of several rounds; one JSON object a line:
 *
 *     node -C @rolecall/source packages/store/bench/organization.ts
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { account } from "../conformance/families/accounts.ts";
import { organizationMember } from "../conformance/families/organization-members.ts";
import { organizationalUnit } from "../conformance/families/organizational-units.ts";
import { organization } from "../conformance/families/organizations.ts";
import { FULL_ACCESS } from "../conformance/organization-samples.ts";
import { accountId } from "../conformance/samples.ts";
import { loadPostgres, openPostgresStore } from "../engines/postgres/index.ts";
import { createDatabase, stopTestServer } from "../engines/postgres/server.test-support.ts";
import { loadSqlite, openSqliteStore } from "../engines/sqlite/index.ts";
import { type RecordSource, recordBatches } from "../src/bulk/index.ts";
import type { ReadTransaction, WriteTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";

const ACCOUNTS = 10_000;
const UNITS = 100;
const READS = 50;
const WRITES = 5;
const TYPE = "SERVICE_CONTROL_POLICY";

const { id, rootId } = organization(0);
const numbers = Array.from({ length: ACCOUNTS }, (_, index) => index + 1);
const units = Array.from({ length: UNITS }, (_, index) => organizationalUnit(index));
const SOURCE: RecordSource = {
  accounts: numbers.map((number) => account(number)),
  organizations: [organization(0)],
  organizationalUnits: units,
  organizationMembers: numbers.map((number) =>
    organizationMember(number, { parentId: units[number % UNITS]!.id }),
  ),
};

const READ: Readonly<Record<string, (tx: ReadTransaction) => Promise<unknown>>> = {
  "page of 20 members": (tx) => tx.organizationMembers.list(id, { limit: 20, after: accountId(5000) }),
  "page of 20 members with their accounts": (tx) =>
    tx.organizationMembers.accounts(id, { limit: 20, after: accountId(5000) }),
  "closed members, of which there are none": (tx) => tx.organizationMembers.closed(id),
  "count of members": (tx) => tx.organizationMembers.count(id),
  "attachments of the root": (tx) => tx.organizationAttachments.ofTarget(rootId),
};

const WRITE: Readonly<Record<string, (tx: WriteTransaction) => Promise<unknown>>> = {
  attachEverywhere: (tx) =>
    tx.organizationAttachments.attachEverywhere({
      organizationId: id,
      policyId: FULL_ACCESS,
      policyType: TYPE,
      attachedAt: 1,
    }),
  "attachEverywhere where it is": (tx) => WRITE.attachEverywhere!(tx),
  detachEverywhere: (tx) => tx.organizationAttachments.detachEverywhere(id, TYPE),
};

async function bench(store: Store): Promise<void> {
  for (const [name, read] of Object.entries(READ))
    report(store, name, await timesMs(READS, () => store.read(read)));
  const rounds: number[][] = [];
  for (let round = 0; round < WRITES; round++) {
    const times: number[] = [];
    for (const write of Object.values(WRITE)) times.push(...(await timesMs(1, () => store.write(write))));
    rounds.push(times);
  }
  for (const [index, name] of Object.keys(WRITE).entries())
    report(
      store,
      name,
      rounds.map((times) => times[index]!),
    );
  await store.write(WRITE.attachEverywhere!);
  report(store, "delete", await timesMs(1, () => store.write((tx) => tx.organizations.delete(id))));
}

async function timesMs(count: number, act: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const startMs = performance.now();
    await act();
    times.push(performance.now() - startMs);
  }
  return times;
}

function report({ engine }: Store, name: string, times: readonly number[]): void {
  const p50Ms = times.toSorted((a, b) => a - b)[times.length >> 1]!;
  console.log(
    JSON.stringify({ engine, case: name, accounts: ACCOUNTS, p50Ms: Number(p50Ms.toPrecision(3)) }),
  );
}

const folder = await mkdtemp(join(tmpdir(), "rolecall-bench-"));
try {
  const file = join(folder, "store.db");
  await loadSqlite({ file, batches: recordBatches(SOURCE) });
  const sqlite = await openSqliteStore({ file });
  await bench(sqlite);
  await sqlite.close();
  const { url } = await createDatabase();
  await loadPostgres({ url, batches: recordBatches(SOURCE) });
  const postgres = await openPostgresStore({ url, random: Math.random });
  await bench(postgres);
  await postgres.close();
} finally {
  await stopTestServer();
  await rm(folder, { recursive: true });
}
