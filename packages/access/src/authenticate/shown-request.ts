/**
 * A request that a principal signed for a service outside, and that the service shows to do something on the principal's behalf.
 * Source: IAM User Guide, "Forward access sessions": what the service asks is bound to a request that it was sent.
 */
import {
  canonicalRequestOf,
  parseAuthorization,
  type SignatureClaim,
  type SignedRequest,
  stringToSignOf,
} from "@rolecall/sigv4";
import type { ReadTransaction } from "@rolecall/store";
import type { IdentifiedCaller } from "../caller/caller.ts";
import type { Directory } from "../directory/directory.ts";
import { refuseClosedAccount } from "./account-state.ts";
import { authenticate, type Verifying } from "./authenticate.ts";
import { AuthenticationError } from "./authentication-error.ts";
import { findOwner, ownedCaller, refuseEndedKey } from "./session-owner.ts";

/** As it was on the wire. */
export interface ShownRequest {
  readonly method: string;
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Lower-case hexadecimal. */
  readonly bodySha256: string;
}

/** Whoever signed it, proven as for a request of its own. */
export interface ShownCaller {
  readonly caller: IdentifiedCaller;
  /**
   * Tells the request from every other one: what was signed, with its digest, and not the signature, of which whoever sees one of ECDSA's
   * can make another.
   */
  readonly id: string;
}

interface Expected {
  readonly verifying: Verifying;
  /** The signing name of the service that shows it. */
  readonly service: string;
  readonly nowMs: number;
}

/**
 * INVARIANT: the same code proves it that proves requests to Rolecall, and the service it is signed for is the one that shows it.
 * @throws AuthenticationError as for a request of its own; for a presigned URL as for one without a signature: whoever was given the URL is
 * not who signed it
 */
export async function verifyShownRequest(shown: ShownRequest, expected: Expected): Promise<ShownCaller> {
  const request = signedRequestOf(shown);
  const { claim, failure } = parseAuthorization(request);
  if (failure !== undefined) throw new AuthenticationError(failure);
  if (claim.location !== "header") throw new AuthenticationError({ reason: "missingAuthenticationToken" });
  const caller = await authenticate(request, claim, expected);
  return { caller, id: idOf(claim, request) };
}

/**
 * The same caller as a transaction sees it: its key may have been deactivated since, its user deleted, its account closed.
 * @throws AuthenticationError
 */
export async function confirmShownCaller(
  tx: ReadTransaction,
  directory: Directory,
  caller: IdentifiedCaller,
): Promise<IdentifiedCaller> {
  await refuseClosedAccount(tx, directory, caller);
  await refuseEndedKey(tx, directory, caller);
  if (caller.session !== undefined) return ownedCaller(caller, await findOwner(tx, directory, caller));
  const { accessKeyId } = caller;
  const key = directory.peekAccessKey(accessKeyId) ?? (await directory.accessKey(tx, accessKeyId));
  if (key?.record.status !== "Active")
    throw new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId });
  return key.caller;
}

function signedRequestOf({ method, rawPath, rawQuery, headers, bodySha256 }: ShownRequest): SignedRequest {
  const values: Record<string, string[]> = Object.create(null);
  for (const { name, value } of headers) {
    const key = name.toLowerCase();
    values[key] = [...(values[key] ?? []), value];
  }
  return { method, rawPath, rawQuery, headers: values, payload: { sha256Hex: bodySha256 } };
}

function idOf(claim: SignatureClaim, request: SignedRequest): string {
  const { canonicalRequest } = canonicalRequestOf(claim, request);
  if (canonicalRequest === undefined) throw new Error("What was verified has nothing that was signed.");
  return `${claim.accessKeyId}/${stringToSignOf(claim, canonicalRequest).replaceAll("\n", "/")}`;
}
