/** The installation that the program opens, for the server's tests: in memory, seeded as users write it. */

import { randomBytes } from "node:crypto";
import { newKey } from "@rolecall/credentials";
import { NO_AUDIT_EVENTS } from "@rolecall/operations";
import { createOutboxInMemory } from "../outbox/outbox-in-memory.ts";
import { PUBLIC_ISSUERS } from "../outside-issuers/issuer-settings.ts";
import { STRICT_SAML } from "../saml/saml-settings.ts";
import { applySeed } from "../seed/apply-seed.ts";
import { readSeed } from "../seed/read-seed.ts";
import { type Installation, type InstallationOptions, openInstallation } from "./installation.ts";

interface TestInstallationOptions extends Partial<InstallationOptions> {
  /** The text of a seed file; none: an empty store. */
  readonly seed?: string;
}

/** Opens an installation; what the options leave out is as plain as can be. Close it after the test. */
export async function openTestInstallation({
  seed,
  ...options
}: TestInstallationOptions = {}): Promise<Installation> {
  const installation = await openInstallation({
    clock: Date.now,
    random: randomBytes,
    engine: "sqlite",
    database: ":memory:",
    loadMasterKeys: () => [newKey(randomBytes)],
    quotas: {},
    regions: ["us-east-1"],
    partition: undefined,
    auditEvents: NO_AUDIT_EVENTS,
    outbox: createOutboxInMemory(Date.now),
    issuers: PUBLIC_ISSUERS,
    saml: STRICT_SAML,
    externalAccounts: new Set(),
    publicUrl: "http://rolecall.test",
    productProviders: new Map(),
    denialBytes: 2 ** 23,
    processName: "test",
    tell() {},
    ...options,
  });
  if (seed !== undefined) await applySeed(installation, readSeed(seed, "seed.yaml"), () => {});
  return installation;
}
