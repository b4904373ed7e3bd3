/** Who issued a token, for whom, and whom it speaks of. Source: OpenID Connect Core, 2 and 3.1.3.7; the words are recorded. */
import { type JsonObject, memberOf } from "../json-object.ts";
import { invalid, notValidated } from "./token-refusal.ts";

export interface IdentityClaims {
  readonly issuer: string;
  readonly subject: string;
  /** The authorized party where there is one, else the audience: what a provider's client ids are held against. */
  readonly audience: string;
  /** The `aud` claim, where the authorized party stands before it. */
  readonly originalAudience?: string | readonly string[];
}

const REQUIRED = ["iss", "sub", "aud", "iat", "exp"] as const;

/** @throws TokenRefusal where a claim is missing or of no form that is taken */
export function readIdentityClaims(claims: JsonObject): IdentityClaims {
  for (const name of REQUIRED)
    if (!Object.hasOwn(claims, name)) throw invalid(`Missing a required claim: ${name}`);
  const issuer = memberOf(claims, "iss");
  if (typeof issuer !== "string" || !isClean(issuer)) throw notValidated("The issuer is not a text.");
  return { issuer, subject: readSubject(memberOf(claims, "sub")), ...readAudience(claims) };
}

/**
 * A number counts as its digits (recorded); one that JSON's readers would round does not, since two subjects would become one. AWS
 * answers an internal failure where it is null (recorded): here it is missing.
 */
function readSubject(subject: unknown): string {
  if (subject === null) throw invalid("Missing a required claim: sub");
  if (Number.isSafeInteger(subject)) return String(subject);
  if (typeof subject !== "string" || !isClean(subject)) throw notValidated("The subject is not a text.");
  return subject;
}

function readAudience(claims: JsonObject): Pick<IdentityClaims, "audience" | "originalAudience"> {
  const audiences = readAudiences(memberOf(claims, "aud"));
  const party = memberOf(claims, "azp");
  if (party !== undefined) {
    if (typeof party !== "string" || party === "" || !isClean(party))
      throw notValidated("The authorized party is not a text.");
    const [only] = audiences;
    return {
      audience: party,
      originalAudience: audiences.length === 1 && only !== undefined ? only : audiences,
    };
  }
  const [audience, second] = audiences;
  if (second !== undefined) {
    throw invalid("Token audience contains more than one audience while authorized party is not present");
  }
  if (audience === undefined || audience === "") throw notValidated("The audience is empty.");
  return { audience };
}

function readAudiences(audience: unknown): readonly string[] {
  if (Array.isArray(audience) && audience.length === 0)
    throw invalid("Claim is not allowed to be empty: aud");
  const list: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  const texts = list.filter((each): each is string => typeof each === "string" && isClean(each));
  if (texts.length !== list.length) throw notValidated("An audience is not a text.");
  return texts;
}

/** Text that can stand in an answer and a record: no control characters, no half of a surrogate pair. */
function isClean(text: string): boolean {
  return !/\p{Cc}/u.test(text) && text.isWellFormed();
}
