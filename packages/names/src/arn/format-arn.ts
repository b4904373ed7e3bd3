import { ownPartition } from "../partition.ts";
import { type Arn, toArn } from "./arn.ts";
import { type CompiledForm, compiledForm } from "./compiled-form.ts";
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
  const compiled = compiledForm(form);
  const { pieces } = compiled;
  let text = beginningOf(compiled, partition, values[pieces[1] as string] as string);
  for (let index = 3; index < pieces.length; index += 2) {
    text += values[pieces[index] as string];
    const between = pieces[index + 1] as string;
    if (between !== "") text += between;
  }
  return text as Arn;
}

function beginningOf(compiled: CompiledForm, partition: string, firstPart: string): string {
  const { lastBeginning: last, pieces } = compiled;
  if (firstPart === last.firstPart && partition === last.partition) return last.text;
  // Joined, it is one piece of memory however many ARNs begin with it.
  const text = ["arn:", partition, ":", pieces[0], firstPart, pieces[2]].join("");
  compiled.lastBeginning = { partition, firstPart, text };
  return text;
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
