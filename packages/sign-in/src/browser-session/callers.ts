/** As whom the sessions of browsers act. */
import {
  findOwner,
  type IdentifiedCaller,
  ownedCaller,
  refuseClosedAccount,
  rootCaller,
  sessionCaller,
  userCaller,
} from "@rolecall/access";
import { decodeClaims, type SessionClaims } from "@rolecall/credentials";
import { type Arn, formatArn } from "@rolecall/names";
import type { BrowserSessionRecord, HeldSession, ReadTransaction } from "@rolecall/store";
import type { SignInParts } from "../parts.ts";

type Parts = Pick<SignInParts, "directory">;

/**
 * Who signed in, under the name that it has now.
 * @throws AuthenticationError where it is gone, or its account closed
 */
export async function originalCaller(
  tx: ReadTransaction,
  { directory }: Parts,
  record: BrowserSessionRecord,
): Promise<IdentifiedCaller | undefined> {
  const { accountId, ownerId, ownerKind, accessKeyId, signedInAs } = record;
  if (signedInAs !== undefined) return heldCaller(tx, { directory }, signedInAs);
  if (ownerKind === "role") throw new Error("Nobody signs in as a role without a session of it.");
  if (ownerKind === "root") {
    const arn = formatArn("root", { accountId });
    return confirmed(tx, { directory }, rootCaller(accountId, accessKeyId, claimsOf(record, arn)));
  }
  const user = await directory.user(tx, ownerId);
  if (user === undefined) return undefined;
  return confirmed(tx, { directory }, userCaller(user.record, accessKeyId, claimsOf(record, user.arn)));
}

/**
 * Whose session of STS it is.
 * @throws AuthenticationError where its user or role is gone, or its account closed
 */
export async function heldCaller(
  tx: ReadTransaction,
  parts: Parts,
  { accessKeyId, claims }: HeldSession,
): Promise<IdentifiedCaller> {
  return confirmed(tx, parts, sessionCaller(decodeClaims(claims), accessKeyId));
}

async function confirmed(
  tx: ReadTransaction,
  { directory }: Parts,
  caller: IdentifiedCaller,
): Promise<IdentifiedCaller> {
  await refuseClosedAccount(tx, directory, caller);
  return ownedCaller(caller, await findOwner(tx, directory, caller));
}

/** What fills aws:TokenIssueTime and aws:MultiFactorAuthAge, as of the credentials that AWS's pages use. */
function claimsOf(record: BrowserSessionRecord, principalArn: Arn): SessionClaims {
  const { accountId, ownerId, proofs, signedInAt, expiresAt } = record;
  const issuedAtSeconds = Math.floor(signedInAt / 1000);
  return {
    kind: "console",
    accountId,
    principalArn,
    principalId: ownerId,
    ...(proofs.some(({ kind }) => kind === "mfaDevice") && { mfaAuthenticatedAtSeconds: issuedAtSeconds }),
    issuedAtSeconds,
    expiresAtSeconds: Math.floor(expiresAt / 1000),
  };
}
