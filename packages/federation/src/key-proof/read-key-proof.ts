/** From the text of a proof to what it says, before anything is believed. In time linear in its length. */
import { readBase64Url } from "../base64url.ts";
import { type JsonObject, memberOf, readJsonObject } from "../json-object.ts";
import { type KeyProof, KeyProofRefusal, PROOF_MAX_LENGTH, PROOF_TYPE } from "./key-proof.ts";

interface ReadProof extends KeyProof {
  readonly audience: string;
  readonly issuedAtSeconds: number;
  readonly digest: string;
}

/** @throws KeyProofRefusal where it is no such proof */
export function readKeyProof(text: string): ReadProof {
  if (text.length > PROOF_MAX_LENGTH) throw new KeyProofRefusal("The proof is too long.");
  const [header, payload, signature, more] = text.split(".", 4);
  if (header === undefined || payload === undefined || signature === undefined || more !== undefined)
    throw new KeyProofRefusal("The proof does not have three parts.");
  checkHeader(objectOf(header, "header"));
  const claims = objectOf(payload, "payload");
  return {
    subject: textOf(claims, "sub", /^[!-~]{1,256}$/),
    audience: textOf(claims, "aud", /^[!-~]{1,256}$/),
    id: textOf(claims, "jti", /^[\w-]{16,64}$/),
    digest: textOf(claims, "digest", /^[\w-]{43}$/),
    issuedAtSeconds: secondsOf(claims, "iat"),
    expiresAtSeconds: secondsOf(claims, "exp"),
  };
}

function objectOf(part: string, name: string): JsonObject {
  const bytes = readBase64Url(part);
  const object = bytes && readJsonObject(bytes);
  if (object === undefined)
    throw new KeyProofRefusal(`The proof's ${name} is not a JSON object in base64url.`);
  return object;
}

/** It says its algorithm and its type, and nothing else: no key, no address of a key, no extension. */
function checkHeader(header: JsonObject): void {
  if (memberOf(header, "alg") !== "ES256") throw new KeyProofRefusal("The proof's alg is not ES256.");
  if (memberOf(header, "typ") !== PROOF_TYPE)
    throw new KeyProofRefusal(`The proof's typ is not ${PROOF_TYPE}.`);
  if (Object.keys(header).length > 2)
    throw new KeyProofRefusal("The proof's header has more than alg and typ.");
}

function textOf(claims: JsonObject, name: string, form: RegExp): string {
  const value = memberOf(claims, name);
  if (typeof value === "string" && form.test(value)) return value;
  throw new KeyProofRefusal(`The proof's ${name} is missing or not of its form.`);
}

function secondsOf(claims: JsonObject, name: string): number {
  const value = memberOf(claims, name);
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new KeyProofRefusal(`The proof's ${name} is no time in whole seconds.`);
}
