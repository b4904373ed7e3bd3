/**
 * GetWebIdentityToken. Sources: STS API Reference, GetWebIdentityToken; IAM User Guide, "Outbound identity federation"; recorded
 * tokens.
 */
import type { Requirement } from "@rolecall/access";
import type { GetWebIdentityTokenRequest } from "@rolecall/contracts/sts";
import { openIssuerKey, signToken, type TokenAlgorithm } from "@rolecall/credentials";
import { formatArn } from "@rolecall/names";
import { type Call, commonError, type On, requestTags } from "@rolecall/operations";
import { ISSUER_ALGORITHMS, signingKey } from "@rolecall/operations/issuer";
import type { ContextValue } from "@rolecall/policy";
import type { IssuerKeyRecord, ReadTransaction } from "@rolecall/store";
import { sts } from "./define.ts";
import { stsError } from "./error.ts";
import { checkRequestTags, tokenClaims } from "./token-claims.ts";

const DEFAULT_DURATION_SECONDS = 300;
/** Payloads of 14,984 bytes were recorded to pass; what the limit is AWS does not say. */
const MAX_PAYLOAD_BYTES = 15_000;

type TokenCall = Call<GetWebIdentityTokenRequest, ReadTransaction>;

/** A token of the caller's own. */
const newToken: On<GetWebIdentityTokenRequest, TokenAlgorithm> = {
  find({ input }) {
    checkRequestTags(input.Tags);
    return algorithmOf(input.SigningAlgorithm);
  },
  permission: (call) => ({ ...onSelf(call), context: conditionKeys(call.input) }),
  also: (call): readonly Requirement[] =>
    (call.input.Tags ?? []).length === 0 ? [] : [{ ...onSelf(call), action: "sts:TagGetWebIdentityToken" }],
  take: (algorithm) => algorithm,
};

export const getWebIdentityToken = sts.read("GetWebIdentityToken", {
  on: newToken,
  async perform({ call, target: algorithm }) {
    const { input, caller, env, now } = call;
    const key = await currentKey(call, algorithm);
    const issuedAtSeconds = Math.floor(now / 1000);
    const expiresAtSeconds = issuedAtSeconds + (input.DurationSeconds ?? DEFAULT_DURATION_SECONDS);
    if (caller.session !== undefined && expiresAtSeconds > caller.session.expiresAtSeconds) {
      throw stsError(
        "SessionDurationEscalationException",
        "The requested token duration would extend the session beyond its original expiration time.",
      );
    }
    const payload = JSON.stringify(await tokenClaims(call, { issuedAtSeconds, expiresAtSeconds }));
    if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) {
      throw stsError(
        "JWTPayloadSizeExceededException",
        "The requested token payload size exceeds the maximum allowed size.",
      );
    }
    const privateKey = openIssuerKey(env.keyRing, key, key.sealedPrivateKey);
    if (privateKey === undefined) throw new Error(`The issuer key ${key.id} does not open.`);
    return {
      WebIdentityToken: signToken({ id: key.id, algorithm, privateKey }, payload),
      Expiration: new Date(expiresAtSeconds * 1000),
    };
  },
});

/** @throws OutboundWebIdentityFederationDisabledException where the account issues no tokens */
async function currentKey(
  { tx, caller, now }: TokenCall,
  algorithm: TokenAlgorithm,
): Promise<IssuerKeyRecord> {
  const settings = await tx.accountSettings.ofAccount(caller.accountId);
  if (settings?.outboundFederation?.isEnabled !== true) {
    throw stsError(
      "OutboundWebIdentityFederationDisabledException",
      "OutboundWebIdentityFederation is disabled.",
    );
  }
  const key = signingKey(await tx.issuerKeys.ofAccount(caller.accountId), algorithm, now);
  if (key === undefined) throw new Error(`${caller.accountId} issues tokens and has no key of ${algorithm}.`);
  return key;
}

/** @throws ValidationError in AWS's words */
function algorithmOf(text: string): TokenAlgorithm {
  const algorithm = ISSUER_ALGORITHMS.find((name) => name === text);
  if (algorithm !== undefined) return algorithm;
  throw commonError(
    "validationError",
    "Requested SigningAlgorithm is not supported. See the GetWebIdentityToken documentation for supported algorithms",
  );
}

/** Recorded: the resource is the account's STS itself. */
function onSelf({ input, caller: { accountId } }: Pick<TokenCall, "input" | "caller">) {
  return { resource: formatArn("security-token-service", { accountId }), ...requestTags(input.Tags) };
}

function conditionKeys(input: GetWebIdentityTokenRequest): ReadonlyMap<string, ContextValue> {
  return new Map<string, ContextValue>([
    ["sts:identitytokenaudience", input.Audience],
    ["sts:signingalgorithm", input.SigningAlgorithm],
    ["sts:durationseconds", String(input.DurationSeconds ?? DEFAULT_DURATION_SECONDS)],
  ]);
}
