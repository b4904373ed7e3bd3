/** A credential report, made behind the request that asked for it. */
import { type AccountId, rootUserId, type UniqueId } from "@rolecall/names";
import {
  type AccountRecord,
  eachPage,
  type PageRequest,
  type ReadTransaction,
  type ReportOutline,
  type Store,
  type UserOutline,
} from "@rolecall/store";
import { HEADER, type Holdings, rootRow, userRow } from "./csv.ts";

/** Users of one transaction: others' requests come between two of them. */
const USERS_AT_ONCE = 100;

/**
 * Reads every user of the account, page by page, and keeps the CSV, as one of the time when it was begun. Whoever is made or deleted while it reads may be in it or not.
 */
export async function makeCredentialReport(store: Store, report: ReportOutline): Promise<void> {
  const content = await renderAccount(store, report.accountId);
  if (content === undefined) return;
  await store.write(async (tx) => {
    const kept = await tx.reports.outline(report.id);
    // Another one was begun since, which took this one for lost.
    if (kept?.requestedAt !== report.requestedAt || kept.state !== "IN_PROGRESS") return;
    await tx.reports.put({ ...report, state: "COMPLETED", completedAt: report.requestedAt, content });
  });
}

/** Rows by line feeds, without one at the end (recorded); undefined where the account is gone. */
async function renderAccount(store: Store, accountId: AccountId): Promise<string | undefined> {
  const account = await store.read((tx) => tx.accounts.byId(accountId));
  if (account === undefined) return undefined;
  const rows = [HEADER, await store.read((tx) => renderRoot(tx, account))];
  const list = (request: PageRequest) =>
    store.read(async (tx) => {
      const page = await tx.users.outlines(accountId, request);
      return { ...page, items: await renderUsers(tx, account, page.items) };
    });
  for await (const page of eachPage(list, USERS_AT_ONCE)) rows.push(...page);
  return rows.join("\n");
}

async function renderRoot(tx: ReadTransaction, account: AccountRecord): Promise<string> {
  const rootId = rootUserId(account.id);
  const [[holdings], used] = await Promise.all([holdingsOf(tx, [rootId]), tx.usage.of(rootId)]);
  if (holdings === undefined) throw new Error("The root user has no holdings.");
  return rootRow(account, used?.at, holdings);
}

async function renderUsers(
  tx: ReadTransaction,
  { passwordPolicy }: AccountRecord,
  users: readonly UserOutline[],
): Promise<readonly string[]> {
  const [holdings, passwords] = await Promise.all([
    holdingsOf(
      tx,
      users.map(({ id }) => id),
    ),
    Promise.all(users.map(({ id }) => tx.loginProfiles.ofUser(id))),
  ]);
  return users.map((user, index) =>
    userRow(user, passwords[index], passwordPolicy, holdings[index] as Holdings),
  );
}

/** In the order of the owners. Asked together: a round trip or two, where the store is behind a network. */
async function holdingsOf(tx: ReadTransaction, owners: readonly UniqueId[]): Promise<readonly Holdings[]> {
  const [accessKeys, certificates, devices] = await Promise.all([
    Promise.all(owners.map((id) => tx.accessKeys.ofOwner(id))),
    Promise.all(owners.map((id) => tx.signingCertificates.ofOwner(id))),
    Promise.all(owners.map((id) => tx.mfaDevices.ofOwner(id))),
  ]);
  const keyUsage = await tx.usage.ofEach(accessKeys.flat().map(({ id }) => id));
  return owners.map((_, index) => ({
    hasMfa: (devices[index]?.length ?? 0) > 0,
    accessKeys: accessKeys[index] ?? [],
    certificates: certificates[index] ?? [],
    keyUsage,
  }));
}
