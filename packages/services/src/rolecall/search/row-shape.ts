/** What rows of several tables have. */
import type { SearchedPolicyName } from "@rolecall/contracts/rolecall";
import type { EpochMilliseconds, FoundPolicyName } from "@rolecall/store";

/** Nothing where there is no such time. */
export function optionalDate<Name extends string>(
  name: Name,
  time: EpochMilliseconds | undefined,
): { readonly [Member in Name]?: Date } {
  return time === undefined ? {} : ({ [name]: new Date(time) } as { readonly [Member in Name]: Date });
}

export function newest(times: readonly (EpochMilliseconds | undefined)[]): EpochMilliseconds | undefined {
  return times.reduce(
    (last, time) => (time !== undefined && (last === undefined || time > last) ? time : last),
    undefined,
  );
}

export function policyNames(policies: readonly FoundPolicyName[]): readonly SearchedPolicyName[] {
  return policies.map((each) =>
    "arn" in each
      ? { PolicyName: each.arn.slice(each.arn.lastIndexOf("/") + 1), PolicyArn: each.arn }
      : { PolicyName: each.inlineName },
  );
}
