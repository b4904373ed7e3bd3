import { toUniqueId } from "@rolecall/names";
import { accessKeyIdentity, accessKeySchema, addAccessKeys, type SeedAccessKey } from "./access-keys.ts";
import { nameIdentity, type SeedFamily } from "./family.ts";
import { record, text, texts } from "./json-schema.ts";
import { addPolicies, inlineDocuments, policiesSchema, type SeedPolicies } from "./own-policies.ts";
import { type SeedTags, tagList, tagsSchema } from "./tags.ts";

export interface SeedUser extends SeedPolicies {
  readonly name: string;
  readonly path?: string;
  readonly groups?: readonly string[];
  readonly permissionsBoundary?: string;
  readonly password?: string;
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
    await addAccessKeys(user.accessKeys ?? [], place, { ownerKind: "user", ownerId });
  },
};
