import type { JsonSchema } from "./json-schema.ts";

/** Policy documents are JSON in the seed's own syntax, or text. */
export type SeedDocument = string | { readonly [key: string]: unknown };

export const documentSchema: JsonSchema = { anyOf: [{ type: "string" }, { type: "object" }] };

/** The document as IAM takes it. */
export function documentText(document: SeedDocument): string {
  return typeof document === "string" ? document : JSON.stringify(document);
}
