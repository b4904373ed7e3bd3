import type { PartitionName } from "@rolecall/names";
import { NO_AUDIT_EVENTS } from "@rolecall/operations";
import { type Profile, writeProfiles } from "../../installation/credentials-file.ts";
import { openDataFolder } from "../../installation/data-folder.ts";
import { databaseFile } from "../../installation/database-file.ts";
import { openInstallation } from "../../installation/installation.ts";
import { loadMasterKeys } from "../../keys/master-key-file.ts";
import { Mistake } from "../../mistake.ts";
import { createOutboxInMemory } from "../../outbox/outbox-in-memory.ts";
import { PUBLIC_ISSUERS } from "../../outside-issuers/issuer-settings.ts";
import { readDatabase } from "../../read-database.ts";
import { readQuotas } from "../../read-quotas.ts";
import { STRICT_SAML } from "../../saml/saml-settings.ts";
import type { LocatedSeed } from "../../seed/located-seed.ts";
import { type FirstStart, prepareStore } from "../../seed/prepare-store.ts";
import type { CommandIo } from "../command.ts";
import { openSurroundings } from "../process.ts";

export interface Place {
  readonly data: string;
  readonly database: string | undefined;
  readonly quota: readonly string[];
  readonly partition: PartitionName;
}

/**
 * Makes in an empty store, and the data folder, what a first start with this seed would make.
 * @returns the profiles that were written
 * @throws Mistake where it is not empty, SeedError where something of the seed cannot be
 */
export async function fillStore(
  located: LocatedSeed,
  { data: dataFolder, database: option, quota, partition }: Place,
  io: CommandIo,
): Promise<readonly Profile[]> {
  const database = readDatabase({ option, isEphemeral: false }, io.environment);
  const { clock, random, processId, logError } = openSurroundings(io);
  const warning = openDataFolder(dataFolder);
  if (warning !== undefined) io.stderr.write(`${warning}\n`);
  const given = io.environment.ROLECALL_MASTER_KEY || undefined;
  const installation = await openInstallation({
    clock,
    random,
    quotas: readQuotas(quota),
    regions: undefined,
    partition,
    externalAccounts: new Set(),
    // Nor does it sign anything that would name where it is reached.
    publicUrl: "",
    productProviders: new Map(),
    denialBytes: 0,
    ...(database === undefined
      ? { engine: "sqlite", database: databaseFile(dataFolder) }
      : { engine: "postgres", database: database.url, databasePassword: database.password }),
    issuers: PUBLIC_ISSUERS,
    saml: STRICT_SAML,
    auditEvents: NO_AUDIT_EVENTS,
    // Nothing that an import does sends a letter.
    outbox: createOutboxInMemory(clock),
    processName: `process ${processId}, which imports`,
    tell: logError,
    loadMasterKeys: (isStoreEmpty) => loadMasterKeys({ given, dataFolder, random, isStoreEmpty }),
  });
  const firstSeed = () => {
    throw new Error("An import has its seed.");
  };
  const keep = ({ profiles }: FirstStart) => writeProfiles(dataFolder, profiles);
  const where = { dataFolder, isEphemeral: false, seedFile: undefined };
  try {
    const { firstStart } = await prepareStore(installation, where, {
      processId,
      firstSeed,
      variables: {},
      keep,
      located,
    });
    if (firstStart !== undefined) return firstStart.profiles;
  } finally {
    await installation.close();
  }
  const store = database === undefined ? `--data ${dataFolder}` : "--database";
  throw new Mistake(
    `${store}: this store holds accounts already. An import fills an empty one; see docs/organizations.md.`,
  );
}
