import { PARTITION } from "./arn.ts";
import { compiledForm } from "./compiled-form.ts";
import type { ArnForm, ArnParts } from "./forms.ts";

/**
 * The parts of an ARN of a form; undefined where the text is none.
 * @param partition "any" reads those of other partitions (`aws-cn`) as well
 * @example parseArn("role", "arn:aws:iam::111111111111:role/a/Deployer") // { accountId, path: "/a/", name: "Deployer" }
 */
export function parseArn<Form extends ArnForm>(
  form: Form,
  text: string,
  partition: "own" | "any" = "own",
): ArnParts<Form> | undefined {
  const groups = compiledForm(form).pattern.exec(text)?.groups;
  if (groups === undefined || (partition === "own" && groups.partition !== PARTITION)) return undefined;
  const { partition: _, ...parts } = groups;
  return parts as ArnParts<Form>;
}
