import { type AccountId, formatArn, toAccountId } from "@rolecall/names";
import type { DocumentTemplate, ProductProvider } from "@rolecall/operations";
import { checkShape } from "../seed/check/check-shape.ts";
import { accountIdSchema } from "../seed/families/accounts.ts";
import { record, text } from "../seed/families/json-schema.ts";
import { SeedError } from "../seed/seed-error.ts";
import { readSeedText } from "../seed/seed-text.ts";

/** Written by hand, a handful of documents. */
const MAX_BYTES = 1024 * 1024;

interface Written {
  readonly productProviders: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly policyTemplates: readonly { readonly name: string; readonly policy: DocumentTemplate }[];
  }[];
}

const template = record(["name", "policy"], {
  name: { type: "string", pattern: "^[\\w+=,.@-]{1,128}$", description: "must be a name such as onboarding" },
  policy: { type: "object", required: ["Version", "Statement"] },
});

const SCHEMA = record(["productProviders"], {
  productProviders: {
    type: "array",
    items: record(["accountId", "name", "policyTemplates"], {
      accountId: accountIdSchema,
      name: text,
      policyTemplates: { type: "array", minItems: 1, items: template },
    }),
  },
});

/**
 * Reads who may ask for delegation, and for what, from YAML or JSON.
 * @param file is shown in messages
 * @throws SeedError with the place of the first thing that is wrong
 */
export function parseProductProviders(source: string, file: string): ReadonlyMap<AccountId, ProductProvider> {
  if (source.length > MAX_BYTES) throw new SeedError(`${file}: it has more than 1 MiB.`);
  const read = readSeedText(source, file);
  checkShape(read, SCHEMA);
  const { productProviders } = read.value as Written;
  const providers = new Map<AccountId, ProductProvider>();
  for (const [index, { name, policyTemplates, ...written }] of productProviders.entries()) {
    const accountId = toAccountId(written.accountId);
    const path = ["productProviders", index];
    if (providers.has(accountId)) throw read.fail([...path, "accountId"], "this account comes twice");
    const templates = new Map<string, DocumentTemplate>();
    for (const [place, { name: templateName, policy }] of policyTemplates.entries()) {
      const arn = formatArn("delegation-template", { accountId, name: templateName });
      if (templates.has(arn))
        throw read.fail([...path, "policyTemplates", place, "name"], "this name comes twice");
      templates.set(arn, policy);
    }
    providers.set(accountId, { accountId, name, policyTemplates: templates });
  }
  return providers;
}
