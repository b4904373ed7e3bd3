import { hashPassword, type RandomBytes } from "@rolecall/credentials";
import { rootUserId } from "@rolecall/names";
import type { AccountRecord } from "@rolecall/store";
import { wholeSeconds } from "../../installation/installation.ts";
import { accessKeyIdentity, accessKeySchema, addAccessKey, type SeedAccessKey } from "./access-keys.ts";
import { FAMILY_ROWS, type SeedLists } from "./families.ts";
import type { SeedFamily } from "./family.ts";
import { type JsonSchema, record, text } from "./json-schema.ts";

export const accountIdSchema: JsonSchema = {
  type: "string",
  pattern: "^\\d{12}$",
  description: "an account's id has 12 digits",
};

export interface SeedAccount extends SeedLists {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly rootPassword?: string;
  /** Of argon2id, in the place of the password. */
  readonly rootPasswordHash?: string;
  readonly alias?: string;
  readonly rootAccessKey?: SeedAccessKey;
}

const lists = FAMILY_ROWS.map(([key, { schema }]) => [key, { type: "array", items: schema }]);

export const accounts: SeedFamily<SeedAccount> = {
  schema: record(["id"], {
    id: accountIdSchema,
    name: { type: "string", minLength: 1, maxLength: 50 },
    email: {
      type: "string",
      pattern: "^[^\\s@]+@[^\\s@]+$",
      maxLength: 64,
      description: "an e-mail address looks like root@company.example",
    },
    rootPassword: { type: "string", minLength: 8, maxLength: 128 },
    rootPasswordHash: text,
    alias: text,
    rootAccessKey: accessKeySchema,
    ...Object.fromEntries(lists),
  }),
  identities: ({ id, email, alias, rootAccessKey }) => [
    { path: ["id"], within: "seed", kind: "Account", value: id },
    { path: ["email"], within: "seed", kind: "Account with email", value: emailOf({ id, email }) },
    ...(alias === undefined
      ? []
      : [{ path: ["alias"], within: "seed", kind: "Account with alias", value: alias } as const]),
    ...(rootAccessKey === undefined ? [] : [accessKeyIdentity(rootAccessKey.id, ["rootAccessKey", "id"])]),
  ],
  documents: () => [],
  async create(account, place) {
    const { path, writer, installation } = place;
    const { clock, random, services, store } = installation;
    // Passwords are hashed on another thread: meanwhile what writes the rest is loaded.
    const [rootHash] = await Promise.all([rootHashOf(account, random), services.load("iam")]);
    const record: AccountRecord = {
      id: writer.accountId,
      name: account.name ?? account.id,
      email: emailOf(account),
      createdAt: wholeSeconds(clock()),
      ...rootHash,
    };
    await writer.attempt(path, () => store.write((tx) => tx.accounts.insert(record)));
    if (account.alias !== undefined) {
      await writer.run("CreateAccountAlias", { AccountAlias: account.alias }, [...path, "alias"]);
    }
    if (account.rootAccessKey !== undefined) {
      const at = { ...place, path: [...path, "rootAccessKey"] };
      const ownerId = rootUserId(writer.accountId);
      await addAccessKey(account.rootAccessKey, at, { ownerKind: "root", ownerId });
    }
  },
};

function emailOf({ id, email }: { readonly id: string; readonly email?: string | undefined }): string {
  return email ?? `root@${id}.example`;
}

async function rootHashOf(
  { rootPassword, rootPasswordHash }: SeedAccount,
  random: RandomBytes,
): Promise<Pick<AccountRecord, "rootPasswordHash">> {
  if (rootPasswordHash !== undefined) return { rootPasswordHash };
  return rootPassword === undefined ? {} : { rootPasswordHash: await hashPassword(rootPassword, random) };
}
