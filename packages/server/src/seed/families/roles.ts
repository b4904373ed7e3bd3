import { documentSchema, documentText, type SeedDocument } from "./document.ts";
import { nameIdentity, type SeedFamily } from "./family.ts";
import { record, text } from "./json-schema.ts";
import { addPolicies, inlineDocuments, policiesSchema, type SeedPolicies } from "./own-policies.ts";
import { type SeedTags, tagList, tagsSchema } from "./tags.ts";

export interface SeedRole extends SeedPolicies {
  readonly name: string;
  readonly path?: string;
  readonly description?: string;
  readonly trust: SeedDocument;
  readonly permissionsBoundary?: string;
  readonly maxSessionSeconds?: number;
  readonly tags?: SeedTags;
}

/** Lets nobody in; it stands until every role exists. */
const CLOSED_TRUST =
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}}';

export const roles: SeedFamily<SeedRole> = {
  schema: record(["name", "trust"], {
    name: text,
    path: text,
    description: text,
    trust: documentSchema,
    ...policiesSchema,
    permissionsBoundary: text,
    maxSessionSeconds: { type: "integer" },
    tags: tagsSchema,
  }),
  identities: ({ name }) => [nameIdentity("Role", name)],
  documents: (role) => [...inlineDocuments(role), { path: ["trust"], document: role.trust, kind: "trust" }],
  async create(role, place) {
    const { path, writer, policyArn } = place;
    const RoleName = role.name;
    const input = {
      RoleName,
      Path: role.path,
      Description: role.description,
      AssumeRolePolicyDocument: CLOSED_TRUST,
      MaxSessionDuration: role.maxSessionSeconds,
      PermissionsBoundary: role.permissionsBoundary && policyArn(role.permissionsBoundary),
      Tags: tagList(role.tags),
    };
    await writer.run("CreateRole", input, path);
    await addPolicies(role, place, {
      attach: (PolicyArn, at) => writer.run("AttachRolePolicy", { RoleName, PolicyArn }, at),
      put: (PolicyName, PolicyDocument, at) =>
        writer.run("PutRolePolicy", { RoleName, PolicyName, PolicyDocument }, at),
    });
  },
  // Roles may trust one another, in any account.
  async finish({ name, trust }, { path, writer }) {
    const input = { RoleName: name, PolicyDocument: documentText(trust) };
    await writer.run("UpdateAssumeRolePolicy", input, [...path, "trust"]);
  },
};
