/** IAM Roles Anywhere in an installation of its own for each test of a file that asks for it. */
import { afterEach, beforeEach } from "node:test";
import type { RolesAnywhereOperations } from "@rolecall/contracts";
import { addUser } from "../../../access/src/world.test-support.ts";
import { newCertificate, newEcKeys } from "../../../credentials/src/certificate/certificate.test-support.ts";
import { newRevocationList } from "../../../credentials/src/certificate/revocation-list.test-support.ts";
import { createHarness, type Harness } from "../harness.test-support.ts";
import { rolesAnywhereService } from "./index.ts";
import type { RolesAnywhereQuota } from "./quotas.ts";

/** The installation of the test that runs. */
export let h: Harness<RolesAnywhereOperations>;

/** Call it at the top of a file: each of its tests has one of its own. */
export function openForEachTest(): void {
  beforeEach(async () => {
    h = await openHarness();
  });
  afterEach(() => h.close());
}

export function openHarness(quotas: Partial<Record<RolesAnywhereQuota, number>> = {}) {
  return createHarness<RolesAnywhereOperations>(rolesAnywhereService, quotas);
}

/** A new user of the harness's account with these statements, signing with a key of its own. */
export async function asUserWith(
  userName: string,
  ...statements: readonly Readonly<Record<string, unknown>>[]
) {
  await addUser({ store: h.store, keyRing: h.env.keyRing }, userName);
  for (const statement of statements) await h.allow(userName, statement);
  return h.asUser(userName);
}

export const CERTIFICATE_SIGN = 0x04;
const keys = newEcKeys();

/** An authority's certificate in PEM, which is valid for the harness's clock. */
export function authority(plan: Partial<Parameters<typeof newCertificate>[0]> = {}): string {
  const now = h.now();
  return newCertificate(
    { subject: "Company CA", keys, isAuthority: true, keyUsage: CERTIFICATE_SIGN, ...plan },
    now,
  );
}

export function bundle(x509CertificateData = authority()) {
  return { sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData } } as const;
}

/** What the authority revoked, in PEM. */
export function newCrl(serialNumbers: readonly number[] = [7]): Uint8Array {
  return newRevocationList({ issuer: "Company CA", keys, serialNumbers }, h.now());
}

type Operations = RolesAnywhereOperations;

export async function newAnchor(more: Partial<Operations["CreateTrustAnchor"]["input"]> = {}) {
  const { trustAnchor } = await h.ask(h.root, "CreateTrustAnchor", {
    name: "company",
    source: bundle(),
    ...more,
  });
  const { trustAnchorId = "", trustAnchorArn = "" } = trustAnchor;
  return { ...trustAnchor, trustAnchorId, trustAnchorArn };
}

export async function newProfile(more: Partial<Operations["CreateProfile"]["input"]> = {}) {
  const { profile = {} } = await h.ask(h.root, "CreateProfile", { name: "machines", roleArns: [], ...more });
  return { ...profile, profileId: profile.profileId ?? "" };
}
