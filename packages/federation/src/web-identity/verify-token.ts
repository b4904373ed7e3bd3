/**
 * A web identity token, from its text to what it proves. Source: STS API Reference, AssumeRoleWithWebIdentity; OpenID Connect Core,
 * 3.1.3.7; RFC 8725. The order of the checks is as far known as what AWS answers first is recorded.
 */

import { type JsonObject, memberOf } from "../json-object.ts";
import type { KeySets } from "../key-sets/key-sets.ts";
import { type Issuer, KeysUnavailable } from "../key-sets/key-source.ts";
import { conditionKeys, type TokenKeys } from "./condition-keys.ts";
import { type IdentityClaims, readIdentityClaims } from "./identity-claims.ts";
import { type ReadToken, readToken } from "./read-token.ts";
import { checkRoleWished, readSessionWishes, type SessionWishes } from "./session-wishes.ts";
import { checkTimes } from "./time-claims.ts";
import { notValidated, noVerificationKey } from "./token-refusal.ts";
import { hasKeyFor, verifySignature } from "./verify-signature.ts";

/** A provider that an account trusts to say who somebody is. */
export interface TokenProvider {
  /** As a Principal element names it: an ARN, or a host such as accounts.google.com. */
  readonly principal: string;
  /** Without scheme, as it was registered: what its condition keys begin with. */
  readonly location: string;
  /** Whom its tokens are for; "any" where trust policies alone ask. */
  readonly clientIds: readonly string[] | "any";
  readonly issuer: Issuer;
}

export interface TokenGround {
  /** In seconds. */
  readonly now: number;
  /** The role that is asked for. */
  readonly roleArn: string;
  readonly keySets: KeySets;
  /** The provider of an `iss`, letter by letter; undefined where the role's account trusts none. */
  findProvider(issuer: string): Promise<TokenProvider | undefined>;
}

export interface VerifiedToken {
  readonly provider: TokenProvider;
  readonly subject: string;
  readonly audience: string;
  readonly keys: TokenKeys;
  readonly wishes: SessionWishes;
}

/** Who a token speaks of, and all that it says. */
export interface VerifiedIdentity {
  readonly provider: TokenProvider;
  readonly identity: IdentityClaims;
  readonly claims: JsonObject;
}

/** @throws TokenRefusal where the token proves nothing */
export async function verifyToken(text: string, ground: TokenGround): Promise<VerifiedToken> {
  const { provider, identity, claims } = await verifyIdentity(text, ground);
  const wishes = readSessionWishes(claims);
  checkRoleWished(wishes, ground.roleArn);
  const { subject, audience } = identity;
  return { provider, subject, audience, keys: conditionKeys(provider.location, identity, claims), wishes };
}

/**
 * A token that asks for no role by itself.
 * @throws TokenRefusal where it proves nothing
 */
export async function verifyIdentity(
  text: string,
  ground: Omit<TokenGround, "roleArn">,
): Promise<VerifiedIdentity> {
  const token = readToken(text);
  refuseOwnToken(token);
  const identity = readIdentityClaims(token.claims);
  const provider = await ground.findProvider(identity.issuer);
  if (provider === undefined) throw notValidated("The account has no provider of this issuer.");
  checkAudience(provider, identity);
  checkTimes(token.claims, ground.now);
  await checkSignature(token, provider, ground.keySets);
  return { provider, identity, claims: token.claims };
}

/** What accounts of AWS's, or of Rolecall's, issue for services outside is good for nothing here (recorded). */
const OWN_CLAIM = "https://sts.amazonaws.com/";

function refuseOwnToken({ claims }: ReadToken): void {
  if (memberOf(claims, OWN_CLAIM) !== undefined)
    throw notValidated("The token was issued by GetWebIdentityToken, for services outside.");
}

function checkAudience({ clientIds }: TokenProvider, { audience }: IdentityClaims): void {
  if (clientIds === "any" || clientIds.includes(audience)) return;
  throw notValidated("The audience is none of the provider's client ids.");
}

/** What cannot be fetched is answered as a key that is not there, as on AWS (recorded). */
async function checkSignature(token: ReadToken, { issuer }: TokenProvider, keySets: KeySets): Promise<void> {
  try {
    const keySet = await keySets.keysOf(issuer, (each) => hasKeyFor(each, token));
    await verifySignature(token, keySet);
  } catch (error) {
    if (error instanceof KeysUnavailable) throw noVerificationKey(error.message);
    throw error;
  }
}
