import { settleStorePartition } from "../../installation/partition.ts";
import { type KeptOrganization, readKeptOrganization } from "../../organization/source/kept-organization.ts";
import { tellStoreError } from "../backup/tell-store-error.ts";
import type { CommandIo } from "../command.ts";
import { type NamedStore, openNamedStore } from "../store/open-named-store.ts";
import { chooseOrganization } from "./choose-organization.ts";

interface NamedOrganization extends NamedStore {
  readonly organization: string | undefined;
}

/** What a store holds of an organization, as it is at one moment. @throws Mistake */
export async function readStoredOrganization(
  { organization, ...named }: NamedOrganization,
  io: CommandIo,
): Promise<KeptOrganization> {
  const store = await openNamedStore(named, io).catch((error) => {
    throw tellStoreError(error);
  });
  try {
    await settleStorePartition(store, undefined);
    return await store.read(async (tx) =>
      readKeptOrganization(tx, await chooseOrganization(tx, organization)),
    );
  } finally {
    await store.close();
  }
}
