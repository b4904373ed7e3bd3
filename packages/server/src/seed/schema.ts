import { servicesSchema } from "../registered-services/declared-service.ts";
import { accountIdSchema, accounts } from "./families/accounts.ts";
import { record, text } from "./families/json-schema.ts";
import { ORGANIZATION_DEFINITIONS, organizationSchema } from "./organization/organization-schema.ts";

/**
 * The seed's JSON Schema, put together from its families'. Shapes are checked here; what IAM itself decides is left to the
 * operations that apply the seed, so that a rule stands in one place.
 */
export const SEED_SCHEMA = {
  ...record(["accounts"], {
    accounts: { type: "array", minItems: 1, items: accounts.schema },
    externalAccounts: { type: "array", items: accountIdSchema },
    services: servicesSchema,
    // Where an editor finds what a seed may say.
    $schema: text,
    organization: organizationSchema,
  }),
  definitions: ORGANIZATION_DEFINITIONS,
};
