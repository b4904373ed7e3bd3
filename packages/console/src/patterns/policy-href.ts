import { href } from "../app/address.ts";

/** The page of a managed policy, AWS's or the account's own. */
export function policyHref(policyArn: string): string {
  return href("/iam/policies/:policyArn", { policyArn });
}
