/** Whom a provider's tokens may be for. Source: IAM User Guide, "IAM and AWS STS quotas"; recorded. */
import type { Environment } from "@rolecall/operations";
import { iamError } from "../error.ts";
import { checkQuota, IAM_QUOTAS } from "../quotas.ts";

/** One that comes twice is kept once, where it came first. @throws LimitExceeded */
export function readClientIds(clientIds: readonly string[], env: Environment): readonly string[] {
  const once = [...new Set(clientIds)];
  checkQuota(env, "ClientIdsPerOpenIdConnectProvider", once.length - 1);
  return once;
}

/** @throws InvalidInput where there are more than a provider may have; the words are AWS's (recorded) */
export function checkThumbprints(thumbprints: readonly string[], env: Environment): void {
  const limit = IAM_QUOTAS.of(env).ThumbprintsPerOpenIdConnectProvider;
  if (thumbprints.length > limit)
    throw iamError("InvalidInput", `Thumbprint list must contain fewer than ${limit} entries.`);
}
