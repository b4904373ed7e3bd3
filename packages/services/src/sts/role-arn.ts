import { type ArnParts, parseArn } from "@rolecall/names";
import { validationError } from "./error.ts";

/** @throws ValidationError where the text is no role's ARN. */
export function parseRoleArn(arn: string): ArnParts<"role"> {
  const role = parseArn("role", arn);
  if (role === undefined) throw validationError(`${arn} is invalid`);
  return role;
}
