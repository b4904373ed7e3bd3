import { ownText } from "@rolecall/bounded-cache";
import { type OpenedSession, type OpenedSessionCache, sessionKeyId } from "@rolecall/credentials";
import {
  type CheckedClaim,
  checkClaim,
  type SignatureClaim,
  type SignedRequest,
  type SigningKeyCache,
  verifySignature,
} from "@rolecall/sigv4";
import type { EpochMilliseconds, Store } from "@rolecall/store";
import type { IdentifiedCaller } from "../caller/caller.ts";
import { sessionCaller } from "../caller/caller-of.ts";
import type { Directory } from "../directory/directory.ts";
import type { DirectoryKey } from "../directory/directory-entry.ts";
import type { InstallationKeys } from "../keys/installation-keys.ts";
import { isKnownOpen, refuseClosedAccount } from "./account-state.ts";
import { AuthenticationError } from "./authentication-error.ts";
import { checkByClocks } from "./check-by-clocks.ts";
import { findOwner, hasOwner, ownedCaller, peekOwner, refuseEndedKey } from "./session-owner.ts";

/** What proves who sent a request. */
export interface Verifying {
  readonly store: Store;
  readonly directory: Directory;
  readonly keys: InstallationKeys;
  readonly sessions: OpenedSessionCache;
  readonly signingKeys: SigningKeyCache;
  /** Whether a signature may be scoped to a region. */
  readonly acceptsRegion: (region: string) => boolean;
  /** Where a signature is for that names several. */
  readonly homeRegion: string;
  /** Milliseconds since 1970, where the installation's clock can be moved: clients sign by clocks that nobody moves. */
  readonly machineClock?: (() => EpochMilliseconds) | undefined;
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
 * @throws AuthenticationError with the failure, in AWS's order: time and scope, key or token, its expiry, the user or role
 * behind it, signature (recorded).
 */
export async function authenticate(
  request: SignedRequest,
  claim: SignatureClaim,
  expected: Expected,
): Promise<IdentifiedCaller> {
  const { signingKeys, acceptsRegion, homeRegion, machineClock } = expected.verifying;
  const { nowMs, service } = expected;
  const check = (at: EpochMilliseconds) =>
    checkClaim(claim, { nowMs: at, service, acceptsRegion, homeRegion });
  const checked = checkByClocks(check, { nowMs, machineClock });
  if (checked.failure !== undefined) throw new AuthenticationError(checked.failure);
  const verify = ({ secret }: Candidate) => verifySignature(checked.claim, request, { secret, signingKeys });
  const first = await findCandidate(checked.claim, expected);
  let failure = verify(first);
  if (failure === undefined) return first.caller;
  const second = await findCandidate(checked.claim, expected, first);
  if (second !== first) failure = verify(second);
  if (failure !== undefined) throw new AuthenticationError(failure);
  return second.caller;
}

/**
 * Whose secret the request should have been signed with. Nothing is proven yet.
 * @param doubted was found before, and is not what the request was signed with
 */
async function findCandidate(
  claim: CheckedClaim,
  expected: Expected,
  doubted?: Candidate,
): Promise<Candidate> {
  if (claim.sessionToken === undefined) return findByKey(claim, expected.verifying, doubted);
  // A session's secret is in its token: there is no other.
  return doubted ?? findBySession(claim, claim.sessionToken, expected);
}

/**
 * INVARIANT: nobody is refused for what is remembered of a key. Another process may just have made it active, or given the id to
 * another key: its changes are heard first. That reads no record where there are none.
 */
async function findByKey(
  claim: CheckedClaim,
  { directory, store }: Verifying,
  doubted: Candidate | undefined,
): Promise<Candidate> {
  const known = directory.peekAccessKey(claim.accessKeyId);
  if (known !== undefined && known !== doubted && mayAct(directory, known) === true) return known;
  if (known !== undefined) await store.revision();
  const heard = directory.peekAccessKey(claim.accessKeyId);
  const verdict = heard && mayAct(directory, heard);
  if (verdict === false) throw unknownKey(claim);
  if (heard !== undefined && verdict === true) return heard;
  return store.read(async (tx) => {
    const key = await directory.accessKey(tx, claim.accessKeyId);
    if (key?.record.status !== "Active") throw unknownKey(claim);
    await refuseClosedAccount(tx, directory, key.caller);
    return key;
  });
}

/** As far as it is known without asking the store. */
function mayAct(directory: Directory, { record, caller }: DirectoryKey): boolean | undefined {
  if (record.status !== "Active") return false;
  const account = directory.peekAccount(caller.accountId);
  return account && !account.isClosed;
}

async function findBySession(
  claim: CheckedClaim,
  token: string,
  { verifying, nowMs }: Expected,
): Promise<Candidate> {
  const { sessions, keys } = verifying;
  const opened =
    sessions.open(keys.ring, claim.accessKeyId, token) ??
    (await openByNewKey(verifying, claim.accessKeyId, token));
  if (opened === undefined) throw new AuthenticationError({ reason: "invalidSessionToken" });
  // INVARIANT: expiry is looked at on every request, however long a session stays in a cache.
  if (nowMs >= opened.claims.expiresAtSeconds * 1000) {
    throw new AuthenticationError({ reason: "expiredSessionToken" });
  }
  return {
    secret: opened.secretAccessKey,
    caller: await presentCaller(opened, claim.accessKeyId, verifying),
  };
}

/** A key that another process seals by may not have been told of here yet. Anybody can make a token up that names one. */
async function openByNewKey({ sessions, keys }: Verifying, accessKeyId: string, token: string) {
  const keyId = sessionKeyId(token);
  if (keyId === undefined || keys.ring.byId.has(keyId)) return undefined;
  return (await keys.seek(keyId)) ? sessions.open(keys.ring, accessKeyId, token) : undefined;
}

/** INVARIANT: an opened session belongs to one access key id, so that its caller can be kept for as long as it is. */
const callers = new WeakMap<OpenedSession, IdentifiedCaller>();

/** @throws AuthenticationError where the user or role that the session was made from is gone, or its account closed. */
async function presentCaller(
  session: OpenedSession,
  accessKeyId: string,
  { directory, store }: Verifying,
): Promise<IdentifiedCaller> {
  const kept = callers.get(session);
  const known = kept ?? sessionCaller(session.claims, ownText(accessKeyId));
  // INVARIANT: nobody is refused for what is remembered of an account.
  if (directory.peekAccount(known.accountId)?.isClosed === true) await store.revision();
  const peeked = peekOwner(directory, known);
  const isForwarded = known.session?.forwarded !== undefined;
  const isAtHand =
    isKnownOpen(directory, known) && (peeked !== undefined || !hasOwner(known)) && !isForwarded;
  const owner = isAtHand
    ? peeked
    : await store.read(async (tx) => {
        await refuseClosedAccount(tx, directory, known);
        await refuseEndedKey(tx, directory, known);
        return findOwner(tx, directory, known);
      });
  const caller = ownedCaller(known, owner);
  if (caller !== kept) callers.set(session, caller);
  return caller;
}

/** An inactive key looks like an unknown one, so that a thief learns nothing. */
function unknownKey(claim: SignatureClaim): AuthenticationError {
  return new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId: claim.accessKeyId });
}
