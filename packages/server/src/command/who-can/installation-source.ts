/** The installation that a command line names: of a store, or of a seed. */
import { createPolicyReader } from "@rolecall/access";
import { openManagedPolicies } from "@rolecall/managed-policies";
import { isAccountId, toAccountId } from "@rolecall/names";
import { readInstallation } from "@rolecall/services/rolecall";
import type { Store } from "@rolecall/store";
import type { Installation } from "@rolecall/who-can";
import { settleStorePartition } from "../../installation/partition.ts";
import { Mistake } from "../../mistake.ts";
import { tellStoreError } from "../backup/tell-store-error.ts";
import type { CommandIo } from "../command.ts";
import type { OptionValues } from "../options/option.ts";
import type { INSTALLATION_OPTIONS } from "../options/who-can-options.ts";
import { openNamedStore } from "../store/open-named-store.ts";
import { withSeededStore } from "./seeded-store.ts";

export type InstallationValues = OptionValues<typeof INSTALLATION_OPTIONS>;

/** @throws Mistake where options exclude each other */
export function checkSource({ endpoint, database, seed, profile }: InstallationValues): void {
  if (seed !== undefined && (endpoint !== undefined || database !== undefined))
    throw new Mistake("--seed, --endpoint and --database exclude each other.");
  if (endpoint !== undefined && database !== undefined)
    throw new Mistake("--endpoint and --database exclude each other.");
  if (profile !== undefined && endpoint === undefined) throw new Mistake("--profile is about --endpoint.");
}

/** Everybody of all accounts, or of those that are named. @throws Mistake */
export async function readNamedInstallation(
  values: InstallationValues,
  io: CommandIo,
): Promise<Installation> {
  const { seed, data: dataFolder, database, account } = values;
  const read = (store: Store) => readAccounts(store, account);
  if (seed !== undefined) return withSeededStore(seed, io, read);
  const store = await openNamedStore({ dataFolder, database }, io).catch((error) => {
    throw tellStoreError(error);
  });
  try {
    await settleStorePartition(store, undefined);
    return await read(store);
  } finally {
    await store.close();
  }
}

async function readAccounts(store: Store, named: readonly string[]): Promise<Installation> {
  for (const id of named)
    if (!isAccountId(id)) throw new Mistake(`--account: "${id}" is no account's id of 12 digits.`);
  const reader = createPolicyReader(openManagedPolicies());
  return store.read(async (tx) => {
    const all = (await tx.accounts.list()).map(({ id }) => id);
    for (const id of named)
      if (!all.includes(toAccountId(id))) throw new Mistake(`--account: there is no account ${id}.`);
    return readInstallation({ tx, reader }, named.length === 0 ? all : named.map(toAccountId));
  });
}
