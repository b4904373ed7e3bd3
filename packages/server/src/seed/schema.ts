/**
 * The seed's JSON Schema. Shapes are checked here; what IAM itself decides (names, paths, documents, quotas) is left to the
 * operations that apply the seed, so that a rule stands in one place.
 */
const text = { type: "string" } as const;
const texts = { type: "array", items: text } as const;
const document = { anyOf: [{ type: "string" }, { type: "object" }] } as const;
const tags = { type: "object", additionalProperties: text } as const;
const inlinePolicies = { type: "object", additionalProperties: document } as const;

/** Passwords and secrets: named, so that an error about one does not repeat it. */
const accessKey = record(["id", "secret"], {
  id: { type: "string", pattern: "^\\w{3,128}$" },
  // What a line of the credentials file can hold.
  secret: { type: "string", minLength: 16, maxLength: 128, pattern: "^[!-~]+$" },
});

const policy = record(["name", "document"], { name: text, path: text, description: text, document, tags });

const group = record(["name"], { name: text, path: text, policies: texts, inlinePolicies });

const user = record(["name"], {
  name: text,
  path: text,
  groups: texts,
  policies: texts,
  inlinePolicies,
  permissionsBoundary: text,
  password: { type: "string", minLength: 1, maxLength: 128 },
  accessKeys: { type: "array", items: accessKey },
  tags,
});

const role = record(["name", "trust"], {
  name: text,
  path: text,
  description: text,
  trust: document,
  policies: texts,
  inlinePolicies,
  permissionsBoundary: text,
  maxSessionSeconds: { type: "integer" },
  tags,
});

const account = record(["id"], {
  id: { type: "string", pattern: "^\\d{12}$" },
  name: { type: "string", minLength: 1, maxLength: 50 },
  email: { type: "string", pattern: "^[^\\s@]+@[^\\s@]+$", maxLength: 64 },
  rootPassword: { type: "string", minLength: 8, maxLength: 128 },
  alias: text,
  policies: { type: "array", items: policy },
  groups: { type: "array", items: group },
  users: { type: "array", items: user },
  roles: { type: "array", items: role },
});

export const SEED_SCHEMA = record(["accounts"], {
  accounts: { type: "array", minItems: 1, items: account },
});

function record(required: readonly string[], properties: Readonly<Record<string, unknown>>) {
  return { type: "object", required, additionalProperties: false, properties };
}
