/** Who accepted a request: its sessions are what the requestor gets. */
import type { IdentifiedCaller } from "@rolecall/access";
import type { SessionClaims } from "@rolecall/credentials";
import type { DelegationApprover } from "@rolecall/store";

/**
 * All that a session of the caller says but its times. IAM records "the details and the state of the identity" that accepts: the policies
 * that limit its session now limit what is delegated too.
 * Source: IAM API Reference, AcceptDelegationRequest.
 */
export function approverOf(caller: IdentifiedCaller): DelegationApprover {
  return { arn: caller.arn, session: JSON.stringify(claimsOf(caller)) };
}

type Claims = Omit<SessionClaims, "issuedAtSeconds" | "expiresAtSeconds">;

function claimsOf(caller: IdentifiedCaller): Claims {
  const { accountId, arn: principalArn, userId: principalId, session } = caller;
  // A long-term key becomes what GetSessionToken would make of it.
  if (session === undefined) return { kind: "sessionToken", accountId, principalArn, principalId };
  const { issuedAtSeconds: _, expiresAtSeconds: __, ...claims } = session;
  return { ...claims, principalArn };
}
