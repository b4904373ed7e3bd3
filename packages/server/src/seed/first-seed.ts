import { hashPassword, newSecretAccessKey, type RandomBytes } from "@rolecall/credentials";
import { formatArn, newAccessKeyId } from "@rolecall/names";
import type { SeedAccessKey } from "./families/access-keys.ts";
import type { SeedUser } from "./families/users.ts";
import type { Seed } from "./seed.ts";

/** What a first start without a seed file creates, and the password that is shown once. */
export interface FirstSeed {
  /** Without the root user's password. */
  readonly seed: Seed;
  readonly accountId: string;
  readonly email: string;
  readonly rootPassword: string;
  /** Hashing begins with the seed: it is half of what a start waits for, on another thread, while the store opens. */
  readonly rootPasswordHash: Promise<string>;
}

export interface FirstSeedChoices {
  /** Random where absent. */
  readonly accountId: string | undefined;
  /** Whether the root user has an access key too. */
  readonly hasRootAccessKey: boolean;
}

/** An account with its root user and a user `admin` who may do everything and has one access key. */
export function makeFirstSeed(random: RandomBytes, choices: FirstSeedChoices): FirstSeed {
  const accountId = choices.accountId ?? randomAccountId(random);
  const email = `root@${accountId}.example`;
  const rootPassword = Buffer.from(random(18)).toString("base64url");
  const admin = makeAdmin(accountId, random);
  const account = {
    id: accountId,
    name: "default",
    email,
    ...(choices.hasRootAccessKey && { rootAccessKey: newKey(accountId, random) }),
    users: [admin],
  };
  const rootPasswordHash = hashPassword(rootPassword, random);
  // Whoever seeds is told; a start that fails before has told of something else.
  rootPasswordHash.catch(() => {});
  return { seed: { accounts: [account] }, accountId, email, rootPassword, rootPasswordHash };
}

/** A user who may do everything in an account and has one access key. */
export function makeAdmin(accountId: string, random: RandomBytes): SeedUser & { readonly name: "admin" } {
  return {
    name: "admin",
    policies: [formatArn("aws-policy", { path: "/", name: "AdministratorAccess" })],
    accessKeys: [newKey(accountId, random)],
  };
}

function newKey(accountId: string, random: RandomBytes): SeedAccessKey {
  return { id: newAccessKeyId("AKIA", accountId, random), secret: newSecretAccessKey(random) };
}

/** Twelve digits, the first not zero, as AWS gives them. */
function randomAccountId(random: RandomBytes): string {
  const value = Buffer.from(random(8)).readBigUInt64BE();
  return String(100_000_000_000n + (value % 900_000_000_000n));
}
