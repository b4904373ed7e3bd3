import type { InlinePolicyRecord } from "@rolecall/store";

/** The inline policy of one owner that has this name, in any case (recorded). */
export function inlinePolicyNamed(
  policies: readonly InlinePolicyRecord[],
  name: string,
): InlinePolicyRecord | undefined {
  const folded = name.toLowerCase();
  return policies.find((policy) => policy.name.toLowerCase() === folded);
}
