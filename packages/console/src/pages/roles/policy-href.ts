import { href } from "../../app/address.ts";

/** The page of a managed policy. */
export function policyHref(arn: string): string {
  return href("/iam/policies/:arn", { arn });
}
