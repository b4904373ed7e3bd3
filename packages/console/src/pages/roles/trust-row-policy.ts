import type { TrustRow } from "./role-row.ts";

const ELEMENTS: Readonly<Record<TrustRow["Kind"], string>> = {
  Service: "Service",
  Account: "AWS",
  Principal: "AWS",
  WebIdentity: "Federated",
  Saml: "Federated",
  CanonicalUser: "CanonicalUser",
  Everyone: "AWS",
};

const OPERATIONS: Partial<Record<TrustRow["Kind"], string>> = {
  WebIdentity: "sts:AssumeRoleWithWebIdentity",
  Saml: "sts:AssumeRoleWithSAML",
};

/** What a row says of one trusted entity, as the policy that it was read from: words about policies have one source. */
export function trustRowPolicy({ Kind, Name, Conditions }: TrustRow): string {
  const condition: Record<string, Record<string, readonly string[]>> = {};
  for (const { Operator, Key, Values } of Conditions)
    condition[Operator] = { ...condition[Operator], [Key]: Values };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { [ELEMENTS[Kind]]: Name },
      Action: OPERATIONS[Kind] ?? "sts:AssumeRole",
      Condition: condition,
    },
  });
}
