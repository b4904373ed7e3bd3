import type { AccountId } from "@rolecall/store";
import { validationError } from "./error.ts";

export interface NamedRole {
  readonly accountId: AccountId;
  readonly name: string;
}

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/;

/** @throws ValidationError where the text is no role's ARN. */
export function parseRoleArn(arn: string): NamedRole {
  const match = ROLE_ARN.exec(arn);
  if (match === null) throw validationError(`${arn} is invalid`);
  return { accountId: match[1] as AccountId, name: match[2] as string };
}
