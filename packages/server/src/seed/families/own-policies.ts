import type { SeedPath } from "../seed-path.ts";
import { documentSchema, documentText, type SeedDocument } from "./document.ts";
import type { SeedDocumentPlace, SeedPlace } from "./family.ts";
import { texts } from "./json-schema.ts";

/** What groups, users and roles can all have. `policies` are ARNs, or names of this account's policies. */
export interface SeedPolicies {
  readonly policies?: readonly string[];
  readonly inlinePolicies?: Readonly<Record<string, SeedDocument>>;
}

export const policiesSchema = {
  policies: texts,
  inlinePolicies: { type: "object", additionalProperties: documentSchema },
};

export function inlineDocuments({ inlinePolicies = {} }: SeedPolicies): readonly SeedDocumentPlace[] {
  return Object.entries(inlinePolicies).map(([name, document]) => ({
    path: ["inlinePolicies", name],
    document,
    kind: "identity",
  }));
}

interface PolicyActions {
  attach(arn: string, path: SeedPath): Promise<unknown>;
  put(name: string, document: string, path: SeedPath): Promise<unknown>;
}

export async function addPolicies(
  { policies = [], inlinePolicies = {} }: SeedPolicies,
  { path, policyArn }: SeedPlace,
  { attach, put }: PolicyActions,
): Promise<void> {
  for (const [index, policy] of policies.entries()) {
    await attach(policyArn(policy), [...path, "policies", index]);
  }
  for (const [name, document] of Object.entries(inlinePolicies)) {
    await put(name, documentText(document), [...path, "inlinePolicies", name]);
  }
}
