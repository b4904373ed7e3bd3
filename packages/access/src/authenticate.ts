import type { KeyRing, OpenedSession, OpenedSessionCache } from "@rolecall/credentials";
import {
  type CheckedClaim,
  checkClaim,
  type SignatureClaim,
  type SignedRequest,
  type SigningKeyCache,
  verifySignature,
} from "@rolecall/sigv4";
import type { EpochMilliseconds, Store } from "@rolecall/store";
import { AuthenticationError } from "./authentication-error.ts";
import type { IdentifiedCaller } from "./caller.ts";
import { sessionCaller } from "./caller-of.ts";
import type { Directory } from "./directory.ts";

/** What proves who sent a request. */
export interface Verifying {
  readonly store: Store;
  readonly directory: Directory;
  readonly keyRing: KeyRing;
  readonly sessions: OpenedSessionCache;
  readonly signingKeys: SigningKeyCache;
}

interface Expected {
  readonly verifying: Verifying;
  /** The signing name of the service that was identified. */
  readonly service: string;
  readonly nowMs: EpochMilliseconds;
}

interface Candidate {
  readonly secret: string;
  readonly caller: IdentifiedCaller;
}

/**
 * Verifies the signature of a request and tells who sent it.
 * @throws AuthenticationError with the failure, in AWS's order: time and scope, key, signature, expiry.
 */
export async function authenticate(
  request: SignedRequest,
  claim: SignatureClaim,
  expected: Expected,
): Promise<IdentifiedCaller> {
  const checked = checkClaim(claim, { nowMs: expected.nowMs, service: expected.service });
  if (checked.failure !== undefined) throw new AuthenticationError(checked.failure);
  const candidate = await findCandidate(checked.claim, expected.verifying);
  const failure = verifySignature(checked.claim, request, {
    secret: candidate.secret,
    signingKeys: expected.verifying.signingKeys,
  });
  if (failure !== undefined) throw new AuthenticationError(failure);
  refuseExpired(candidate.caller, expected.nowMs);
  return candidate.caller;
}

/** Whose secret the request should have been signed with. Nothing is proven yet. */
async function findCandidate(claim: CheckedClaim, verifying: Verifying): Promise<Candidate> {
  return claim.sessionToken === undefined
    ? findByKey(claim, verifying)
    : findBySession(claim, claim.sessionToken, verifying);
}

async function findByKey(claim: CheckedClaim, { directory, store }: Verifying): Promise<Candidate> {
  const key =
    directory.peekAccessKey(claim.accessKeyId) ??
    (await store.read((tx) => directory.accessKey(tx, claim.accessKeyId)));
  if (key?.record.status !== "Active") throw unknownKey(claim);
  return key;
}

async function findBySession(claim: CheckedClaim, token: string, verifying: Verifying): Promise<Candidate> {
  const opened = verifying.sessions.open(verifying.keyRing, claim.accessKeyId, token);
  if (opened === undefined) throw new AuthenticationError({ reason: "invalidSessionToken" });
  return { secret: opened.secretAccessKey, caller: callerOf(opened, claim.accessKeyId) };
}

/** INVARIANT: an opened session belongs to one access key id, so that its caller can be kept for as long as it is. */
const callers = new WeakMap<OpenedSession, IdentifiedCaller>();

function callerOf(session: OpenedSession, accessKeyId: string): IdentifiedCaller {
  const known = callers.get(session);
  if (known !== undefined) return known;
  const caller = sessionCaller(session.claims, accessKeyId);
  callers.set(session, caller);
  return caller;
}

/** INVARIANT: expiry is looked at on every request, however long a session stays in a cache. */
function refuseExpired(caller: IdentifiedCaller, nowMs: EpochMilliseconds): void {
  const claims = caller.session;
  if (claims !== undefined && nowMs >= claims.expiresAtSeconds * 1000) {
    throw new AuthenticationError({ reason: "expiredSessionToken" });
  }
}

/** An inactive key looks like an unknown one, so that a thief learns nothing. */
function unknownKey(claim: SignatureClaim): AuthenticationError {
  return new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId: claim.accessKeyId });
}
