import { checkDocuments } from "./check/check-documents.ts";
import { checkIdentities } from "./check/check-identities.ts";
import { checkPasswordHashes } from "./check/check-password-hashes.ts";
import { checkShape } from "./check/check-shape.ts";
import type { LocatedSeed } from "./located-seed.ts";
import { checkOrganization } from "./organization/check-organization.ts";
import type { Seed } from "./seed.ts";
import { SeedError } from "./seed-error.ts";
import { readSeedText, type SeedText } from "./seed-text.ts";

/** A seed is read whole into memory; nobody writes one of this size by hand. */
const MAX_SEED_BYTES = 64 * 1024 * 1024;

/**
 * Reads a seed from YAML (of which JSON is a part) and checks what can be checked without a store: its shape, its policy
 * documents, and that nothing comes twice.
 * @param file is shown in messages.
 * @throws SeedError with file, line and path of the first thing that is wrong.
 */
export function readSeed(text: string, file: string): LocatedSeed {
  if (text.length > MAX_SEED_BYTES) throw new SeedError(`${file}: a seed has at most 64 MiB.`);
  return checkSeed(readSeedText(text, file));
}

/** @throws SeedError with the place of the first thing that is wrong */
export function checkSeed(source: SeedText): LocatedSeed {
  checkShape(source);
  const located = {
    seed: source.value as Seed,
    fail: source.fail,
    describe: source.describe,
    ...(source.folderOf !== undefined && { folderOf: source.folderOf }),
  };
  checkIdentities(located);
  checkPasswordHashes(located);
  checkOrganization(located);
  checkDocuments(located);
  return located;
}
