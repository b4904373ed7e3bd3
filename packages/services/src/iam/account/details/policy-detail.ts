import type { ManagedPolicyDetail } from "@rolecall/contracts/iam";
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import type { FoundPolicy } from "../../policy/find-policy.ts";
import { policyToWireInFull, policyUsage } from "../../policy/policy-shape.ts";
import { policyVersions } from "../../policy/show-version.ts";

/** A managed policy with all its versions, as GetAccountAuthorizationDetails shows it. */
export async function managedPolicyDetail(
  call: Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "env">,
  found: FoundPolicy,
): Promise<ManagedPolicyDetail> {
  const usage = await policyUsage(call.tx, call.caller.accountId, found.policy.arn);
  const { Tags: _, ...shown } = policyToWireInFull(found, usage);
  return { ...shown, PolicyVersionList: await policyVersions(call, found) };
}
