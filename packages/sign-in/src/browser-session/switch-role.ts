import { encodeClaims, type SessionClaims } from "@rolecall/credentials";
import type { BrowserSessionRecord, SwitchedRole } from "@rolecall/store";
import type { SignInParts } from "../parts.ts";

/** A session of a role that was assumed for a browser's, and how it is to be shown. */
export interface AssumedRole extends Omit<SwitchedRole, "claims"> {
  readonly claims: SessionClaims;
}

/** @returns whether the session was still there */
export function enterRole(
  { store }: Pick<SignInParts, "store">,
  { id, accountId }: BrowserSessionRecord,
  role: AssumedRole,
): Promise<boolean> {
  const held = { ...role, claims: encodeClaims(role.claims) };
  return store.write((tx) => tx.browserSessions.setRole(id, held), { accountId });
}

/** @returns whether the session was still there */
export function leaveRole(
  { store }: Pick<SignInParts, "store">,
  { id, accountId }: BrowserSessionRecord,
): Promise<boolean> {
  return store.write((tx) => tx.browserSessions.setRole(id, undefined), { accountId });
}
