import type { IdentifiedCaller } from "@rolecall/access";
import { rootUserId, type UniqueId } from "@rolecall/names";
import { type BegunSession, beginSession, endSessionOf } from "@rolecall/sign-in";
import type { BrowserSessionRecord } from "@rolecall/store";
import type { ConsoleParts } from "./console-parts.ts";
import { sessionCookie } from "./cookie.ts";
import { heldLogin } from "./sign-in-events.ts";
import type { Visit } from "./visit.ts";

export interface HeldSession extends BegunSession {
  readonly cookie: string;
}

/**
 * Begins a session of who comes with a session of STS: a role, or a federated user. What the browser was signed in as is over.
 * @throws SignInRefusal SignInRefused where the role or user is gone, or its sessions were revoked
 */
export async function holdSession(
  parts: ConsoleParts,
  visit: Visit,
  caller: IdentifiedCaller,
): Promise<HeldSession> {
  const { signInParts, audit } = parts;
  const { request, origin, now, secret: before } = visit;
  const { session: claims, accessKeyId } = caller;
  if (claims === undefined) throw new Error("Nobody signs in so without a session.");
  const begun = await beginSession(signInParts, {
    owner: ownerOf(caller),
    signedInAs: { accessKeyId, claims },
    proofs: [],
    device: { userAgent: origin.userAgent ?? "", address: origin.sourceIp },
    now,
    expiresAt: claims.expiresAtSeconds * 1000,
  });
  if (before !== undefined) await endSessionOf(signInParts, before);
  audit.recordSignIn(heldLogin(parts, visit, caller));
  return { ...begun, cookie: sessionCookie(request, begun.secret) };
}

type Owner = Pick<BrowserSessionRecord, "accountId" | "ownerKind" | "ownerId" | "principalId">;

function ownerOf(caller: IdentifiedCaller): Owner {
  const { accountId, userId: principalId } = caller;
  if (caller.kind === "roleSession")
    return { accountId, ownerKind: "role", ownerId: caller.roleId, principalId };
  if (caller.kind !== "federatedUser")
    throw new Error("Only roles and federated users sign in by a session.");
  const isRoots = caller.session.issuer?.type === "Root";
  const ownerId: UniqueId = isRoots ? rootUserId(accountId) : caller.issuerId;
  return { accountId, ownerKind: isRoots ? "root" : "user", ownerId, principalId };
}
