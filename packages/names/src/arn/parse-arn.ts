import { ownPartition } from "../partition.ts";
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
  const { pattern, partNames } = compiledForm(form);
  const found = pattern.exec(text);
  if (found === null || (partition === "own" && found[1] !== ownPartition().name)) return undefined;
  // By their places: groups that have names cost four times as much.
  const parts: Record<string, string> = {};
  for (let index = 0; index < partNames.length; index += 1) {
    parts[partNames[index] as string] = found[index + 2] as string;
  }
  return parts as unknown as ArnParts<Form>;
}
