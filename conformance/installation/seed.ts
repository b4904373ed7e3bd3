import type { Keys } from "./clients.ts";

/** The account that most stories play in, and the keys of its administrator. */
export const ACCOUNT = "111111111111";
export const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
export const ADMIN: Keys = {
  accessKeyId: "AKIASEEDSEEDSEEADMIN",
  secretAccessKey: "story-secret-of-at-least-16",
};

/** The keys of another user of seeds, by a name of at most eight letters. */
export function seedKeysOf(name: string): Keys {
  return {
    accessKeyId: `AKIASEEDSEED${name.toUpperCase().padStart(8, "X")}`,
    secretAccessKey: ADMIN.secretAccessKey,
  };
}

/** A user of a seed who has these keys, and what a story adds. */
export function seedUser(name: string, more: object = {}) {
  const { accessKeyId: id, secretAccessKey: secret } = seedKeysOf(name);
  return { name, accessKeys: [{ id, secret }], ...more };
}

interface SeedAccount {
  readonly users?: readonly object[];
  readonly [key: string]: unknown;
}

/** A seed of that account with the user `admin`, and what a story adds to the account. */
export function seedWithAdmin({ users = [], ...more }: SeedAccount = {}) {
  const accessKeys = [{ id: ADMIN.accessKeyId, secret: ADMIN.secretAccessKey }];
  const admin = { name: "admin", policies: [ADMINISTRATOR], accessKeys };
  return { accounts: [{ id: ACCOUNT, users: [admin, ...users], ...more }] };
}
