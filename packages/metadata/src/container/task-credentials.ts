import type { Answer } from "@rolecall/edge";
import { formatTime } from "../imds/metadata-json.ts";
import { CredentialsRefused, type RoleCredentials } from "../rotation/role-credentials.ts";
import { errorJson } from "./container-answer.ts";

/** The document of ECS: SDKs refuse one without Token or Expiration, and find the account in AccountId. */
export function taskCredentials(keys: RoleCredentials): object {
  return {
    RoleArn: keys.roleArn,
    AccessKeyId: keys.accessKeyId,
    SecretAccessKey: keys.secretAccessKey,
    Token: keys.sessionToken,
    Expiration: formatTime(keys.expiresAtMs),
    ...(keys.accountId !== undefined && { AccountId: keys.accountId }),
  };
}

/** INVARIANT: such an answer has no member that is named as a key is: the SDK for Go would return empty keys of a 200. */
export function refuseFetching(error: unknown): Answer {
  if (error instanceof CredentialsRefused) return errorJson(error.status, error.code, error.message);
  return errorJson(
    503,
    "CredentialsUninitialized",
    "There are no credentials yet: the server does not answer.",
  );
}
