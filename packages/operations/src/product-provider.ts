import type { AccountId } from "@rolecall/names";

/** What a template of a policy may hold. */
export type TemplateJson =
  | string
  | number
  | boolean
  | null
  | readonly TemplateJson[]
  | { readonly [member: string]: TemplateJson };

/** A document with placeholders: `@{bucketName}`. */
export type DocumentTemplate = { readonly [member: string]: TemplateJson };

/**
 * Who sells a product that is set up in its customers' accounts: AWS calls those that it knows partners. Whoever runs the installation
 * says who they are, and what they may ask for.
 */
export interface ProductProvider {
  readonly accountId: AccountId;
  /** As customers are shown it. */
  readonly name: string;
  /** What may be asked for, by the ARN of the template. */
  readonly policyTemplates: ReadonlyMap<string, DocumentTemplate>;
}
