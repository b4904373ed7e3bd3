/**
 * Forward access: what a service does for a principal that asked it for something, with that principal's permissions and no others.
 * Source: IAM User Guide, "Forward access sessions" and "AWS global condition context keys", aws:CalledVia, aws:ViaAWSService. How
 * AWS's services get them is not published; that it takes the principal's signed request is Rolecall's.
 */
import {
  AuthenticationError,
  confirmShownCaller,
  type IdentifiedCaller,
  NO_PERMISSION,
  type ServiceSessionCaller,
  type ShownCaller,
  verifyShownRequest,
} from "@rolecall/access";
import type { SessionClaims } from "@rolecall/credentials";
import { type Call, type ServiceError, spendProof } from "@rolecall/operations";
import { issueCredentials } from "@rolecall/operations/role-session";
import type { ReadTransaction, RegisteredServiceRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { rolecallError } from "../error.ts";
import { isInReach } from "../service/service-record.ts";

const DEFAULT_DURATION_SECONDS = 300;
/** Services that a request went through, one after the other: more of them are a circle. */
const SERVICES_MAX = 10;
/** How long what was shown is remembered: longer than any clock may be off, in both directions. */
const REMEMBERED_MS = 60 * 60_000;

export const getForwardAccessCredentials = rolecall.write("GetForwardAccessCredentials", {
  resolve: findService,
  /** The principal's signature is what lets the service act. */
  requires: () => NO_PERMISSION,
  preparesBy: "network",
  async prepare({ input, caller, store, now, env }): Promise<ShownCaller> {
    const { signingName } = await store.read((tx) => findService({ tx, caller }));
    const { Method: method, RawPath: rawPath, RawQuery: rawQuery = "", BodySha256 } = input.Request;
    const headers = input.Request.Headers.map(({ Name: name, Value: value }) => ({ name, value }));
    const shown = { method, rawPath, rawQuery, headers, bodySha256: BodySha256 };
    const expected = { verifying: env.verifying, service: signingName, nowMs: now };
    return verifyShownRequest(shown, expected).catch(refuseShown);
  },
  async perform({ call, target: record, prepared }) {
    const { tx, env, now, input } = call;
    const principal = await confirmShownCaller(tx, env.directory, prepared.caller).catch(refuseShown);
    await refuseStrangers({ tx, env }, record, principal);
    const spent = { id: `forward:${prepared.id}`, expiresAt: now + REMEMBERED_MS };
    if (!(await spendProof(tx, spent, now))) throw refusal("The request was shown before.");
    const claims = forwardedClaims(principal, record.id, {
      nowSeconds: Math.floor(now / 1000),
      durationSeconds: input.DurationSeconds ?? DEFAULT_DURATION_SECONDS,
    });
    return {
      Principal: { Arn: principal.arn, UserId: principal.userId, AccountId: principal.accountId },
      CalledVia: [...(claims.forwarded?.services ?? [])],
      Credentials: issueCredentials(env, claims, {}).Credentials,
    };
  },
});

type Calling = Pick<Call<unknown, ReadTransaction>, "tx" | "caller">;

/** @throws NotAServiceException for whoever is none */
async function findService({ tx, caller }: Calling): Promise<RegisteredServiceRecord> {
  if (!isService(caller))
    throw rolecallError("NotAServiceException", "Services alone may do something for others.");
  const record = await tx.registeredServices.byId(caller.service);
  if (record === undefined) throw new Error(`The service ${caller.service} was confirmed and is gone.`);
  return record;
}

function isService(caller: IdentifiedCaller): caller is ServiceSessionCaller {
  return caller.kind === "serviceSession";
}

/** @throws InvalidForwardedRequestException for another service, and for who is in no account that the service may act in */
async function refuseStrangers(
  ground: Pick<Call<unknown, ReadTransaction>, "tx" | "env">,
  record: RegisteredServiceRecord,
  principal: IdentifiedCaller,
): Promise<void> {
  if (isService(principal)) throw refusal("A service signed the request: it is nobody's to act for.");
  if (!(await isInReach(ground, record, principal.accountId)))
    throw refusal(`${record.id} may not act for the account ${principal.accountId}.`);
  const passed = principal.session?.forwarded?.services.length ?? 0;
  if (passed >= SERVICES_MAX) throw refusal(`The request went through ${passed} services already.`);
}

/**
 * The principal's own session, or the key that it signed with, with the service behind those that passed the request on before.
 * INVARIANT: nothing is added to what it may do, and it does not outlive what it was made from.
 */
function forwardedClaims(
  { session, accountId, arn, userId, accessKeyId }: IdentifiedCaller,
  service: string,
  { nowSeconds, durationSeconds }: { readonly nowSeconds: number; readonly durationSeconds: number },
): SessionClaims {
  const ends = nowSeconds + durationSeconds;
  if (session === undefined) {
    return {
      kind: "longTermKey",
      accountId,
      principalArn: arn,
      principalId: userId,
      forwarded: { services: [service], accessKeyId },
      issuedAtSeconds: nowSeconds,
      expiresAtSeconds: ends,
    };
  }
  const before = session.forwarded;
  return {
    ...session,
    forwarded: { ...before, services: [...(before?.services ?? []), service] },
    expiresAtSeconds: Math.min(ends, session.expiresAtSeconds),
  };
}

/** In words of our own: those of signatures repeat the request, and with it the session token. */
const WORDS: Readonly<Record<string, string>> = {
  wrongScope: "It is not signed for this service.",
  signatureExpired: "It was signed too long ago.",
  signatureNotYetCurrent: "It was signed in the future.",
  missingAuthenticationToken: "It is not signed in its Authorization header.",
  unknownAccessKeyId: "Its access key is not there, or not active.",
  invalidSessionToken: "Its session token is not valid.",
  expiredSessionToken: "Its session has ended.",
  signatureMismatch: "Its signature does not match it.",
};

function refuseShown(error: unknown): never {
  if (!(error instanceof AuthenticationError)) throw error;
  throw refusal(WORDS[error.failure.reason] ?? `Its signature cannot be used (${error.failure.reason}).`);
}

function refusal(message: string): ServiceError {
  return rolecallError("InvalidForwardedRequestException", message);
}
