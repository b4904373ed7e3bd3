import { ownPartition } from "../partition.ts";
import { type Arn, toArn } from "./arn.ts";
import { compiledForm } from "./compiled-form.ts";
import { ARN_FORMS, type ArnForm, type ArnParts } from "./forms.ts";

/**
 * Builds an ARN of a form.
 * @example formatArn("user", { accountId, path: "/division/", name: "Bob" }) // arn:aws:iam::111111111111:user/division/Bob
 */
export function formatArn<Form extends ArnForm>(
  form: Form,
  parts: ArnParts<Form>,
  partition: string = ownPartition().name,
): Arn {
  const values = parts as Readonly<Record<string, string>>;
  let text = `arn:${partition}:`;
  const { pieces } = compiledForm(form);
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] as string;
    text += index % 2 === 0 ? piece : values[piece];
  }
  return text as Arn;
}

/** The kinds that stand under a path. */
export type PathedArnForm = {
  [Form in ArnForm]: (typeof ARN_FORMS)[Form] extends `iam::{accountId}:${string}{path}{name}` ? Form : never;
}[ArnForm];

/**
 * What a list operation is authorized on: all of a kind under a path. AWS names it so in its denials:
 * `arn:aws:iam::111111111111:user/` for ListUsers without PathPrefix.
 */
export function formatCollectionArn(
  form: PathedArnForm,
  { accountId, pathPrefix = "/" }: { readonly accountId: string; readonly pathPrefix?: string | undefined },
): Arn {
  const kind = ARN_FORMS[form].slice("iam::{accountId}:".length, -"{path}{name}".length);
  return toArn(`arn:${ownPartition().name}:iam::${accountId}:${kind}${pathPrefix}`);
}
