/** Session policies as STS takes and refuses them. Source: IAM User Guide, "Session policies"; STS API Reference, AssumeRole. */
import type { PolicyDescriptorType } from "@rolecall/contracts/sts";
import type { AccountId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import {
  checkSessionPolicies as check,
  packedPolicySize as packedSize,
  type SessionPolicies,
  type SessionPolicyRules,
  type SessionTags,
} from "@rolecall/operations/role-session";
import type { ReadTransaction } from "@rolecall/store";
import { stsError } from "./error.ts";
import { STS_QUOTAS } from "./quotas.ts";

interface Given {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
}

const REFUSALS = {
  malformed: (message: string) => stsError("MalformedPolicyDocument", message),
  tooLong: (message: string) => stsError("PackedPolicyTooLarge", message),
};

/**
 * Checks the session policies of an input.
 * @param accountId the account that the session will be in; managed policies must be its own or AWS's.
 * @throws MalformedPolicyDocument, PackedPolicyTooLarge, InvalidParameterValue, ValidationError.
 */
export function checkSessionPolicies(
  input: Given,
  accountId: AccountId,
  call: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
): Promise<SessionPolicies> {
  const { SessionPolicySize: maxPolicyLength, SessionPolicyArns: maxPolicyArns } = STS_QUOTAS.of(call.env);
  const rules: SessionPolicyRules = { ...REFUSALS, maxPolicyLength, maxPolicyArns };
  return check(input, call, { accountId, rules });
}

/**
 * How much of a token's room the session's policies and tags take, in percent; undefined where it has none.
 * @param others what else the token carries of the client's choice
 * @throws PackedPolicyTooLarge past 100.
 */
export function packedPolicySize(
  policies: SessionPolicies,
  tags: SessionTags,
  others: readonly string[] = [],
): number | undefined {
  return packedSize({ policies, tags, others }, REFUSALS);
}
