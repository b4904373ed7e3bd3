import { formatArn, toAccountId } from "@rolecall/names";
import { type Installation, wholeSeconds } from "../installation/installation.ts";
import { applyDeclared } from "../registered-services/apply-declared.ts";
import { readDeclaredList } from "../registered-services/read-declared.ts";
import { claimStore } from "./claim-store.ts";
import { eachAtOnce } from "./each-at-once.ts";
import { accounts, type SeedAccount } from "./families/accounts.ts";
import { FAMILY_ROWS } from "./families/families.ts";
import type { SeedPlace } from "./families/family.ts";
import type { LocatedSeed } from "./located-seed.ts";
import { applyOrganization } from "./organization/apply-organization.ts";
import { readBeside } from "./read-beside.ts";
import type { Seed } from "./seed.ts";
import { SeedError } from "./seed-error.ts";
import type { SeedPath } from "./seed-path.ts";
import { createSeedWriter } from "./seed-writer.ts";

/**
 * Fills an empty store. IAM's own operations do the work, as each account's root user, so that a seed can hold nothing that
 * the API would refuse. Nothing stays where anything fails.
 * @param keep runs last, and is a part of it.
 * @throws SeedError with file, line and path; ConfigurationError where another process fills it.
 */
export async function applySeed(
  installation: Installation,
  located: LocatedSeed,
  keep: () => void,
): Promise<void> {
  await claimStore(installation);
  try {
    await createAll(installation, located);
    keep();
  } catch (error) {
    await installation.store.clear();
    throw error;
  }
}

/** Each step is done in every account before the next begins, so that what it names is there. */
async function createAll(installation: Installation, located: LocatedSeed): Promise<void> {
  const seeded = located.seed.accounts.map((account, index) => ({
    account,
    place: placeOf(installation, located, index),
  }));
  await addExternalAccounts(installation, located.seed);
  await addServices(installation, located);
  for (const { account, place } of seeded) await accounts.create(account, place);
  for (const step of ["create", "finish"] as const) {
    for (const [key, family] of FAMILY_ROWS) {
      for (const { account, place } of seeded) {
        await eachAtOnce<unknown>(account[key], (item, index) =>
          family[step]?.(item, { ...place, path: [...place.path, key, index] }),
        );
      }
    }
  }
  // Last, since its policies bind the root users of its members too.
  await applyOrganization(installation, located);
}

async function addExternalAccounts({ store, clock }: Installation, seed: Seed): Promise<void> {
  const addedAt = wholeSeconds(clock());
  const ids = (seed.externalAccounts ?? []).map(toAccountId);
  await store.write(async (tx) => {
    for (const accountId of ids) await tx.externalAccounts.put({ accountId, addedAt });
  });
}

/** Before any role, whose trust policy may name one. */
async function addServices({ store, clock }: Installation, located: LocatedSeed): Promise<void> {
  const { services = [] } = located.seed;
  if (services.length === 0) return;
  const place = {
    fail: located.fail,
    readBeside: (path: SeedPath, name: string) =>
      readBeside(located.folderOf?.(path), name).catch((error: unknown) => {
        throw error instanceof SeedError ? located.fail(path, error.message) : error;
      }),
  };
  const records = await readDeclaredList(services, { place, now: wholeSeconds(clock()) });
  await applyDeclared(store, records);
}

function placeOf(installation: Installation, located: LocatedSeed, index: number): SeedPlace {
  const account = located.seed.accounts[index]!;
  const writer = createSeedWriter(installation, toAccountId(account.id), { located });
  return { path: ["accounts", index], writer, installation, policyArn: policyArns(account) };
}

function policyArns(account: SeedAccount): SeedPlace["policyArn"] {
  const accountId = toAccountId(account.id);
  const paths = new Map((account.policies ?? []).map((policy) => [policy.name, policy.path ?? "/"]));
  return (reference) =>
    reference.startsWith("arn:")
      ? reference
      : formatArn("policy", { accountId, path: paths.get(reference) ?? "/", name: reference });
}
