import { newKey } from "@rolecall/credentials";
import { NO_AUDIT_EVENTS } from "@rolecall/operations";
import type { Store } from "@rolecall/store";
import { openInstallation } from "../../installation/installation.ts";
import { createOutboxInMemory } from "../../outbox/outbox-in-memory.ts";
import { PUBLIC_ISSUERS } from "../../outside-issuers/issuer-settings.ts";
import { STRICT_SAML } from "../../saml/saml-settings.ts";
import { applySeed } from "../../seed/apply-seed.ts";
import { loadSeed } from "../../seed/sources/load-seed.ts";
import type { CommandIo } from "../command.ts";
import { openSurroundings } from "../process.ts";
import { readTextFile } from "../read-text-file.ts";

const LARGEST = { bytesMax: 64 * 1024 * 1024, largest: "a seed may be (64 MiB)" };

/** A store in memory, as a first start with the seed would make it, for as long as the work takes. @throws SeedError, Mistake */
export async function withSeededStore<Result>(
  file: string,
  io: CommandIo,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const text = await readTextFile(file, io, LARGEST);
  const located = await loadSeed({ file, text, variables: io.environment });
  const { clock, random, processId, logError } = openSurroundings(io);
  const installation = await openInstallation({
    clock,
    random,
    engine: "sqlite",
    database: ":memory:",
    loadMasterKeys: () => [newKey(random)],
    quotas: {},
    regions: undefined,
    partition: undefined,
    externalAccounts: "any",
    publicUrl: "",
    productProviders: new Map(),
    denialBytes: 0,
    issuers: PUBLIC_ISSUERS,
    saml: STRICT_SAML,
    auditEvents: NO_AUDIT_EVENTS,
    outbox: createOutboxInMemory(clock),
    processName: `process ${processId}, which looks at a seed`,
    tell: logError,
  });
  try {
    await applySeed(installation, located, () => {});
    return await work(installation.store);
  } finally {
    await installation.close();
  }
}
