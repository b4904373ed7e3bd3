import { newSecretAccessKey, type RandomBytes } from "@rolecall/credentials";
import { newAccessKeyId } from "@rolecall/names";
import type { Seed } from "./seed.ts";

/** What a first start without a seed file creates, and the password that is shown once. */
export interface FirstSeed {
  readonly seed: Seed;
  readonly accountId: string;
  readonly email: string;
  readonly rootPassword: string;
}

/** An account with its root user and a user `admin` who may do everything and has one access key. */
export function makeFirstSeed(random: RandomBytes, chosenAccountId: string | undefined): FirstSeed {
  const accountId = chosenAccountId ?? randomAccountId(random);
  const email = `root@${accountId}.example`;
  const rootPassword = Buffer.from(random(18)).toString("base64url");
  const admin = {
    name: "admin",
    policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    accessKeys: [{ id: newAccessKeyId("AKIA", accountId, random), secret: newSecretAccessKey(random) }],
  };
  const account = { id: accountId, name: "default", email, rootPassword, users: [admin] };
  return { seed: { accounts: [account] }, accountId, email, rootPassword };
}

/** Twelve digits, the first not zero, as AWS gives them. */
function randomAccountId(random: RandomBytes): string {
  const value = Buffer.from(random(8)).readBigUInt64BE();
  return String(100_000_000_000n + (value % 900_000_000_000n));
}
