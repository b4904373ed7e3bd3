/** The world of access with what operations are lent besides, for tests. */
import type { OperationContract } from "@rolecall/contracts";
import { openWorld as openAccessWorld, type WorldOptions } from "../../access/src/world.test-support.ts";
import { NO_AUDIT_EVENTS } from "./audit-log/audit-events.ts";
import { createBackground } from "./background.ts";
import { createCertificateSubjectLog } from "./certificate-subject-log.ts";
import type { Environment } from "./environment.ts";
import { createMachineTrust } from "./machine-trust.ts";
import type { Letter } from "./outbox.ts";
import { createIssuersOffline } from "./outside-issuers.test-support.ts";
import { createPreparationGate } from "./preparation-gate.ts";
import type { QuotaSettings } from "./quotas.ts";
import { createUsageLog } from "./usage-log.ts";

export interface OperationsWorldOptions extends WorldOptions {
  readonly quotas?: QuotaSettings;
}

const AT_ONCE = { enter: async () => {} };

export async function openWorld({ quotas = {}, ...options }: OperationsWorldOptions = {}) {
  const world = await openAccessWorld(options);
  const { random, keys, keyRing, managedPolicies, directory } = world;
  const background = createBackground({
    store: world.store,
    clock: world.clock,
    onFailure(error) {
      throw error;
    },
  });
  const letters: Letter[] = [];
  const env: Environment = {
    random,
    keys,
    keyRing,
    managedPolicies,
    quotas,
    directory,
    verifying: world.verifying,
    monotonicMs: () => performance.now(),
    usage: createUsageLog(),
    certificateSubjects: createCertificateSubjectLog(),
    background,
    preparations: createPreparationGate(),
    proofs: createPreparationGate(),
    inquiries: createPreparationGate(),
    audit: { events: NO_AUDIT_EVENTS, lookups: AT_ONCE, searches: AT_ONCE },
    outbox: { deliver: async (letter) => void letters.push(letter) },
    outsideIssuers: createIssuersOffline(() => world.clock()),
    machineTrust: createMachineTrust(),
    saml: { checks: "strict", audiences: new Set() },
    productProviders: new Map(),
    publicUrl: "https://identity.example.com",
    externalAccounts: new Set(),
  };
  return { ...world, env, letters };
}

/** As small a contract as an operation can have. */
export function contractNamed(name: string, more: Partial<OperationContract> = {}): OperationContract {
  return {
    name,
    http: { method: "POST", path: "/", status: 200 },
    input: { kind: "structure", name: "Input", sensitive: false, members: [], union: false },
    errors: [],
    unsigned: false,
    ...more,
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;
