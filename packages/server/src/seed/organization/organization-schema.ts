import { POLICY_TYPES } from "../../organization/policy-types.ts";
import { accountIdSchema } from "../families/accounts.ts";
import { documentSchema } from "../families/document.ts";
import { type JsonSchema, record, text, texts } from "../families/json-schema.ts";
import { tagsSchema } from "../families/tags.ts";

const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });

const date: JsonSchema = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,3})?Z$",
  description: "a date and time look like 2026-01-31T12:00:00Z",
};

/** An id of AWS's form. */
const id = (prefix: string, form: string): JsonSchema => ({
  type: "string",
  pattern: form,
  description: `this id begins with ${prefix} and has letters in lower case and digits behind it, as AWS gives them`,
});

const attachments = { policies: texts, fullAccess: { type: "boolean" }, tags: tagsSchema };

/** A text, or an object that says more: each is judged by its own schema, so that what is wrong is told of what was meant. */
const textOr = (whenText: JsonSchema, whenObject: JsonSchema): JsonSchema => ({
  allOf: [
    { if: { type: "object" }, else: whenText },
    { if: { not: { type: "object" } }, else: whenObject },
  ],
});

/** A list of ids is what people write; what is told of an account otherwise, an export writes. */
const member = textOr(
  accountIdSchema,
  record(["id"], {
    id: accountIdSchema,
    ...attachments,
    joinedMethod: { enum: ["INVITED", "CREATED"] },
    joinedAt: date,
    state: { enum: ["ACTIVE", "CLOSED"] },
    closedAt: date,
  }),
);

const UNIT = "#/definitions/organizationalUnit";

const node = {
  ...attachments,
  accounts: list(member),
  units: list({ $ref: UNIT }),
};

/** Units hold units: the schema says so by a name. */
export const ORGANIZATION_DEFINITIONS = {
  organizationalUnit: record(["name"], {
    id: id("ou-", "^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$"),
    name: { type: "string", minLength: 1, maxLength: 128 },
    ...node,
  }),
};

const policyType: JsonSchema = { enum: POLICY_TYPES };

const policy = record(["name", "type", "document"], {
  id: id("p-", "^p-[0-9a-zA-Z_]{8,128}$"),
  name: { type: "string", minLength: 1, maxLength: 128 },
  type: policyType,
  description: text,
  document: documentSchema,
  tags: tagsSchema,
});

const trustedService = textOr(text, record(["service"], { service: text, enabledAt: date }));

export const organizationSchema: JsonSchema = record(["managementAccount"], {
  id: id("o-", "^o-[a-z0-9]{10,32}$"),
  managementAccount: accountIdSchema,
  features: { enum: ["ALL", "CONSOLIDATED_BILLING"] },
  policyTypes: list(policyType),
  trustedServices: list(trustedService),
  delegatedAdministrators: list(
    record(["account", "service"], { account: accountIdSchema, service: text, delegatedAt: date }),
  ),
  rootFeatures: list({ enum: ["RootCredentialsManagement", "RootSessions"] }),
  delegationPolicy: record(["document"], {
    id: id("rp-", "^rp-[0-9a-zA-Z_]{4,128}$"),
    document: documentSchema,
    tags: tagsSchema,
  }),
  policies: list(policy),
  root: record([], { id: id("r-", "^r-[0-9a-z]{4,32}$"), ...node }),
});
