/** Accounts, users and roles of an installation of any size, as records to load in bulk. */
import { randomBytes } from "node:crypto";
import { firstDataKey } from "@rolecall/access";
import { createKeyRing, type KeyRing, openKey, parseMasterKeys, sealSecret } from "@rolecall/credentials";
import {
  type AccountId,
  type Arn,
  formatArn,
  toAccessKeyId,
  toAccountId,
  toArn,
  toUniqueId,
  type UniqueId,
} from "@rolecall/names";
import type { SigningCredentials } from "@rolecall/sigv4";
import type { DataKeyRecord } from "@rolecall/store";
import type { RecordSource } from "@rolecall/store/bulk";
import { hasKey, placeOfUser, type Size } from "./size.ts";

export const MASTER_KEY = Buffer.alloc(32, 7).toString("base64");
const AT_MS = 1_700_000_000_000;

/** Below a prime: each number has one of its own, far from its neighbours'. */
const SPREAD_MAX = 1_000_000_007;
const spread = (number: number): number => (number * 387_420_489) % SPREAD_MAX;

const accountOf = remembered(
  (account): AccountId => toAccountId(String(100_000_000_000 + spread(account) * 800)),
);

export const userName = (user: number): string => `user-${String(user).padStart(6, "0")}`;
const roleName = (role: number): string => `role-${String(role).padStart(6, "0")}`;

export function roleArnOf(role: number, account: number): Arn {
  return formatArn("role", { accountId: accountOf(account), path: "/app/", name: roleName(role) });
}

/** Whose key it is that signs. */
export function credentialsOf(user: number): SigningCredentials {
  return {
    accessKeyId: scattered("AKI", user),
    secretAccessKey: `secret-of-${user}-`.padEnd(40, "x"),
  };
}

const BASE = 36;
const SCATTERED_DIGITS = 7;

/** As the product's, which are random from their first character on: what follows one another does not lie together in an index. */
function scattered(prefix: string, number: number): UniqueId {
  const digits = (spread(number) * 70).toString(BASE).toUpperCase().padStart(SCATTERED_DIGITS, "0");
  return toUniqueId(`${prefix}${digits}${1_000_000_000 + number}`);
}

/** The same in every account, as where one company sets up all of them. */
const ENGINEERING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/app/*" },
    { Effect: "Allow", Action: ["iam:Get*", "iam:List*"], Resource: "*" },
    { Effect: "Deny", Action: ["iam:Delete*", "organizations:*"], Resource: "*" },
  ],
});

const trustOf = remembered((account) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${accountOf(account)}:root` },
        Action: "sts:AssumeRole",
      },
    ],
  }),
);

const READ_ONLY = toArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess");
const ADMINISTRATOR = toArn("arn:aws:iam::aws:policy/AdministratorAccess");

const groupOf = remembered((account) => scattered("AGPA", account));
const userId = remembered((user) => scattered("AIDA", user));
const roleId = remembered((role) => scattered("AROA", role));

/** As the program has it once a master key has opened the data key. */
function ringOf(masters: KeyRing, { keyId, seals }: DataKeyRecord): KeyRing {
  const key = openKey(masters, keyId, seals);
  if (key === undefined) throw new Error("The master key does not open what it has sealed.");
  return createKeyRing([key], randomBytes);
}

/** The first user of the first account takes rights away. */
export const ADMINISTRATOR_USER = 0;

export function populate(size: Size) {
  const masters = createKeyRing(parseMasterKeys(MASTER_KEY), randomBytes);
  const dataKey = firstDataKey(masters, AT_MS);
  const ring = ringOf(masters, dataKey);
  const accounts = Array.from({ length: size.accounts }, (_, account) => account);
  const users = () => numbers(size.users);
  const roles = () => numbers(size.roles);
  // What is loaded has its ids already, as what is copied has.
  for (const user of users()) userId(user);
  for (const role of roles()) roleId(role);
  return {
    dataKeys: [dataKey],
    accounts: accounts.map((account) => ({
      id: accountOf(account),
      name: `account-${account}`,
      email: `root-${account}@example.com`,
      createdAt: AT_MS,
    })),
    users: map(users(), (user) => ({
      id: userId(user),
      accountId: accountOf(placeOfUser(size, user).account),
      name: userName(user),
      path: "/",
      createdAt: AT_MS,
      tags: [{ key: "team", value: `team-${user % 20}` }],
    })),
    groups: accounts.map((account) => ({
      id: groupOf(account),
      accountId: accountOf(account),
      name: "Engineers",
      path: "/",
      createdAt: AT_MS,
    })),
    roles: map(roles(), (role) => ({
      id: roleId(role),
      accountId: accountOf(role % size.accounts),
      name: roleName(role),
      path: "/app/",
      createdAt: AT_MS,
      trustPolicy: trustOf(role % size.accounts),
      trustPrincipals: {},
      maxSessionSeconds: 3600,
      tags: [],
    })),
    attachments: attachmentsOf(size),
    inlinePolicies: accounts.map((account) => ({
      accountId: accountOf(account),
      ownerKind: "group" as const,
      ownerId: groupOf(account),
      name: "Engineering",
      document: ENGINEERING,
    })),
    memberships: map(users(), (user) => {
      const { account } = placeOfUser(size, user);
      return { accountId: accountOf(account), groupId: groupOf(account), userId: userId(user) };
    }),
    // Sealed beforehand: that is the processor's work, and none of the store's.
    accessKeys: Array.from(keyOwners(size), (user) => {
      const { accessKeyId, secretAccessKey } = credentialsOf(user);
      return {
        id: toAccessKeyId(accessKeyId),
        accountId: accountOf(placeOfUser(size, user).account),
        ownerKind: "user" as const,
        ownerId: userId(user),
        sealedSecret: sealSecret(ring, accessKeyId, secretAccessKey),
        status: "Active" as const,
        createdAt: AT_MS,
      };
    }),
  } satisfies RecordSource;
}

/** Users, roles and their accounts: what may do nothing yet. */
export function principalsOf({
  dataKeys,
  accounts,
  users,
  roles,
}: ReturnType<typeof populate>): RecordSource {
  return { dataKeys, accounts, users, roles };
}

function* attachmentsOf(size: Size) {
  const attach = (
    ownerKind: "user" | "group" | "role",
    ownerId: UniqueId,
    account: number,
    policyArn: Arn,
  ) => ({
    accountId: accountOf(account),
    ownerKind,
    ownerId,
    policyArn,
    attachedAt: AT_MS,
  });
  yield attach("user", userId(ADMINISTRATOR_USER), 0, ADMINISTRATOR);
  for (const account of numbers(size.accounts)) yield attach("group", groupOf(account), account, READ_ONLY);
  for (const role of numbers(size.roles)) yield attach("role", roleId(role), role % size.accounts, READ_ONLY);
}

export function* keyOwners(size: Size): Generator<number, void, void> {
  for (const user of numbers(size.users)) if (hasKey(size, user)) yield user;
}

function* numbers(count: number): Generator<number, void, void> {
  for (let number = 0; number < count; number++) yield number;
}

/** Made when they are asked for: a million records would not be small. */
function* map<From, To>(items: Iterable<From>, make: (item: From) => To): Generator<To, void, void> {
  for (const item of items) yield make(item);
}

/** By number. What is timed is the store's load, and not how records are made for it. */
function remembered<Value>(make: (number: number) => Value): (number: number) => Value {
  const made: Value[] = [];
  return (number) => {
    made[number] ??= make(number);
    return made[number];
  };
}
