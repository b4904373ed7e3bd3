import type { RoleCredentials } from "../rotation/role-credentials.ts";
import type { JsonObject } from "./call-rolecall.ts";
import { objectOf, optionalText, textOf, timeOf } from "./read-answer.ts";

/** A session as Rolecall's own service answers it. @param issuedAtMs when it was asked for, by this machine's clock */
export function readSession(answer: JsonObject, issuedAtMs: number): RoleCredentials {
  const keys = objectOf(answer, "Credentials");
  const roleArn = optionalText(answer, "RoleArn");
  const accountId = roleArn?.split(":")[4];
  return {
    accessKeyId: textOf(keys, "AccessKeyId"),
    secretAccessKey: textOf(keys, "SecretAccessKey"),
    sessionToken: textOf(keys, "SessionToken"),
    issuedAtMs,
    expiresAtMs: timeOf(keys, "Expiration"),
    ...(roleArn !== undefined && { roleArn }),
    ...(accountId !== undefined && { accountId }),
  };
}
