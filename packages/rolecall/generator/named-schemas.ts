/** Which parts of a seed's schema have a type with a name. */
import { servicesSchema } from "../../server/src/registered-services/declared-service.ts";
import { accessKeySchema } from "../../server/src/seed/families/access-keys.ts";
import { accounts } from "../../server/src/seed/families/accounts.ts";
import { documentSchema } from "../../server/src/seed/families/document.ts";
import { FAMILIES } from "../../server/src/seed/families/families.ts";
import { tagsSchema } from "../../server/src/seed/families/tags.ts";
import { organizationSchema } from "../../server/src/seed/organization/organization-schema.ts";
import { SEED_SCHEMA } from "../../server/src/seed/schema.ts";
import type { NamedSchema, Schema } from "./seed-types.ts";

/** INVARIANT: a family without a row does not compile. */
const FAMILY_NAMES: Readonly<Record<keyof typeof FAMILIES, readonly [name: string, description: string]>> = {
  policies: ["SeedPolicy", "A managed policy of an account."],
  groups: ["SeedGroup", "A group of users."],
  users: ["SeedUser", "A user, with credentials and permissions."],
  mfaDevices: ["SeedMfaDevice", "A device that shows codes, of a user or of the root user."],
  oidcProviders: ["SeedOidcProvider", "An OpenID Connect identity provider."],
  samlProviders: ["SeedSamlProvider", "A SAML identity provider."],
  roles: ["SeedRole", "A role, with who may assume it and what it may do."],
  instanceProfiles: ["SeedInstanceProfile", "An instance profile, which holds a role."],
  instances: ["SeedInstance", "A machine that finds credentials by the metadata service."],
};

const services: Schema = servicesSchema;
if (services.items === undefined) throw new Error("Services of a seed are a list.");

const definitions: Readonly<Record<string, Schema>> = SEED_SCHEMA.definitions;

/** In the order in which a reader wants them. */
export const NAMED_SCHEMAS: readonly NamedSchema[] = [
  { name: "Seed", description: "What an empty installation begins with.", schema: SEED_SCHEMA },
  { name: "SeedAccount", description: "An account and what is in it.", schema: accounts.schema },
  ...Object.entries(FAMILY_NAMES).map(([key, [name, description]]) => ({
    name,
    description,
    schema: FAMILIES[key as keyof typeof FAMILIES].schema,
  })),
  {
    name: "SeedAccessKey",
    description: "An access key, as requests are signed with it.",
    schema: accessKeySchema,
  },
  { name: "SeedDocument", description: "A policy document, or its JSON text.", schema: documentSchema },
  { name: "SeedTags", description: "Tags: keys and their values.", schema: tagsSchema },
  {
    name: "SeedService",
    description: "A service of the installation's own, that roles can trust.",
    schema: services.items,
  },
  {
    name: "SeedOrganization",
    description: "The organization that the accounts are in.",
    schema: organizationSchema,
  },
  ...Object.entries(definitions).map(([key, schema]) => ({
    name: `Seed${key[0]?.toUpperCase()}${key.slice(1)}`,
    description: "A part of a seed that holds others of its kind.",
    schema,
  })),
];
