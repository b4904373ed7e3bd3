import { toUniqueId, type UniqueId } from "@rolecall/names";
import type { LoginProfileRecord } from "@rolecall/store";
import { wholeSeconds } from "../../installation/installation.ts";
import { accessKeyIdentity, accessKeySchema, addAccessKeys, type SeedAccessKey } from "./access-keys.ts";
import { nameIdentity, type SeedFamily, type SeedPlace } from "./family.ts";
import { record, text, texts } from "./json-schema.ts";
import { addPolicies, inlineDocuments, policiesSchema, type SeedPolicies } from "./own-policies.ts";
import { type SeedTags, tagList, tagsSchema } from "./tags.ts";

export interface SeedUser extends SeedPolicies {
  readonly name: string;
  readonly path?: string;
  readonly groups?: readonly string[];
  readonly permissionsBoundary?: string;
  readonly password?: string;
  /** Of argon2id, in the place of the password. */
  readonly passwordHash?: string;
  readonly accessKeys?: readonly SeedAccessKey[];
  readonly tags?: SeedTags;
}

export const users: SeedFamily<SeedUser> = {
  schema: record(["name"], {
    name: text,
    path: text,
    groups: texts,
    ...policiesSchema,
    permissionsBoundary: text,
    password: { type: "string", minLength: 1, maxLength: 128 },
    passwordHash: text,
    accessKeys: { type: "array", items: accessKeySchema },
    tags: tagsSchema,
  }),
  identities: ({ name, accessKeys = [] }) => [
    nameIdentity("User", name),
    ...accessKeys.map(({ id }, index) => accessKeyIdentity(id, ["accessKeys", index, "id"])),
  ],
  documents: inlineDocuments,
  async create(user, place) {
    const { path, writer, policyArn } = place;
    const UserName = user.name;
    const input = {
      UserName,
      Path: user.path,
      PermissionsBoundary: user.permissionsBoundary && policyArn(user.permissionsBoundary),
      Tags: tagList(user.tags),
    };
    const created = await writer.run("CreateUser", input, path);
    for (const [index, GroupName] of (user.groups ?? []).entries()) {
      await writer.run("AddUserToGroup", { UserName, GroupName }, [...path, "groups", index]);
    }
    await addPolicies(user, place, {
      attach: (PolicyArn, at) => writer.run("AttachUserPolicy", { UserName, PolicyArn }, at),
      put: (PolicyName, PolicyDocument, at) =>
        writer.run("PutUserPolicy", { UserName, PolicyName, PolicyDocument }, at),
    });
    if (user.password !== undefined) {
      await writer.run("CreateLoginProfile", { UserName, Password: user.password }, [...path, "password"]);
    }
    const ownerId = toUniqueId(created.User?.UserId ?? "");
    if (user.passwordHash !== undefined) await addPasswordHash(user.passwordHash, place, ownerId);
    await addAccessKeys(user.accessKeys ?? [], place, { ownerKind: "user", ownerId });
  },
};

/** A password that nobody here knows cannot be held to the account's rules: it is written straight to the store. */
async function addPasswordHash(
  passwordHash: string,
  { path, writer, installation }: SeedPlace,
  userId: UniqueId,
): Promise<void> {
  const { clock, store } = installation;
  const now = wholeSeconds(clock());
  const profile: LoginProfileRecord = {
    userId,
    accountId: writer.accountId,
    passwordHash,
    previousHashes: [],
    passwordResetRequired: false,
    createdAt: now,
    passwordChangedAt: now,
  };
  await writer.attempt([...path, "passwordHash"], () => store.write((tx) => tx.loginProfiles.put(profile)));
}
