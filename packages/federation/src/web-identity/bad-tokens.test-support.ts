/** Tokens that must be refused, each by the name that the specifications and advisories know it by, with AWS's answer. */
import { createHmac, sign } from "node:crypto";
import { encodePart, jwkOf, KEYS, LOCATION, NOW, type Signing, signToken } from "./token.test-support.ts";

const NOT_VALIDATED =
  "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.";
const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
const NOT_JWT =
  "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
const BAD_TIME = "Invalid timestamp in token claims.";
const TAGS = "https://aws.amazon.com/tags";
const BAD_TAGS = "principal_tags passed in claim is not in correct format.";
const ROLES = "https://aws.amazon.com/roles";

export interface BadToken {
  readonly name: string;
  readonly token: string;
  readonly message: string;
  readonly code?: "ExpiredTokenException";
}

const bad = (name: string, message: string, signing: Signing): BadToken => ({
  name,
  message,
  token: signToken(signing),
});
const raw = (name: string, message: string, token: string): BadToken => ({ name, message, token });
const good = signToken();
const [head = "", body = "", signature = ""] = good.split(".");
const other = signToken({ claims: { sub: "eve" } });

function hmacToken(secret: string | Buffer, header: object = { alg: "HS256", kid: "rsa" }): string {
  const input = `${encodePart(header)}.${body}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

/** A claim that is not there. */
const without = (name: string): Signing => ({ claims: { [name]: undefined } });
const pem = KEYS.rsa.publicKey.export({ type: "spki", format: "pem" });
const der = KEYS.rsa.publicKey.export({ type: "spki", format: "der" });
const p256 = { alg: "ES256", kid: "p256" };
const ecHead = (header: object) => `${encodePart(header)}.${body}`;

function signedPart(text: string, key = KEYS.rsa.privateKey): string {
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}

const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

const ALGORITHM: readonly BadToken[] = [
  raw("sig-none", NOT_JWT, `${encodePart({ alg: "none" })}.${body}.`),
  raw("sig-none-mixed-case", NOT_JWT, `${encodePart({ alg: "nOnE" })}.${body}.`),
  raw("sig-none-with-signature", NOT_JWT, `${encodePart({ alg: "None", kid: "rsa" })}.${body}.${signature}`),
  bad("null-alg", NOT_JWT, { header: { alg: null } }),
  bad("absent-alg", NOT_JWT, { header: { alg: undefined } }),
  raw("hs256-public-pem", NOT_JWT, hmacToken(pem)),
  raw("hs256-jwk-json", NOT_JWT, hmacToken(JSON.stringify(jwkOf(KEYS.rsa)))),
  raw("hs256-der", NOT_JWT, hmacToken(der)),
  raw("hs256-under-another-name", NOT_VALIDATED, hmacToken(pem, { alg: "RS256", kid: "rsa" })),
  raw("symmetric-in-jwks", NOT_JWT, hmacToken("secret", { alg: "HS256", kid: "oct" })),
  bad("symmetric-key-as-rsa", NO_KEY, { header: { kid: "oct" } }),
  bad("alg-swap-ec-name-rsa-key", NOT_VALIDATED, { header: { alg: "ES256" } }),
  bad("alg-swap-rsa-name-ec-key", NOT_VALIDATED, { header: { kid: "p256" }, key: KEYS.p256.privateKey }),
  bad("alg-not-listed-rs1", NOT_JWT, { header: { alg: "RS1" }, hash: "sha1" }),
  bad("alg-not-listed-es256k", NOT_JWT, { header: { alg: "ES256K" } }),
  bad("alg-not-listed-eddsa", NOT_JWT, { header: { alg: "EdDSA" } }),
  bad("alg-not-listed-ps256", NOT_JWT, { header: { alg: "PS256" } }),
  bad("alg-lower-case", NOT_JWT, { header: { alg: "rs256" } }),
  bad("alg-other-hash", NOT_VALIDATED, { header: { alg: "RS512" } }),
  bad("rsa-weak", NO_KEY, { header: { kid: "weak" }, key: KEYS.weakRsa.privateKey }),
  raw("ecdsa-zero", NOT_VALIDATED, `${ecHead(p256)}.${Buffer.alloc(64).toString("base64url")}`),
  raw("es-der", NOT_VALIDATED, signedPart(ecHead(p256), KEYS.p256.privateKey)),
  bad("es-wrong-curve", NOT_VALIDATED, { header: { alg: "ES256", kid: "p384" }, key: KEYS.p384.privateKey }),
  raw("es-long-sig", NOT_VALIDATED, `${signToken({ header: p256, key: KEYS.p256.privateKey })}AAAA`),
];

const KEY: readonly BadToken[] = [
  bad("kid-absent-many-keys", NO_KEY, { header: { kid: undefined } }),
  bad("kid-unknown", NO_KEY, { header: { kid: "nobody" } }),
  bad("kid-empty", NO_KEY, { header: { kid: "" } }),
  bad("kid-path", NO_KEY, { header: { kid: "../../dev/null" } }),
  bad("kid-sql", NO_KEY, { header: { kid: "' UNION SELECT 'key" } }),
  bad("kid-object", NOT_JWT, { header: { kid: { toString: "rsa" } } }),
  bad("kid-of-objects", NO_KEY, { header: { kid: "constructor" } }),
  bad("kid-prototype", NO_KEY, { header: { kid: "__proto__" } }),
  bad("enc-use-key", NO_KEY, { header: { kid: "enc" }, key: KEYS.otherRsa.privateKey }),
  bad("other-key", NOT_VALIDATED, { key: KEYS.otherRsa.privateKey }),
  bad("jwk-header", NOT_VALIDATED, {
    header: { jwk: jwkOf(KEYS.otherRsa) },
    key: KEYS.otherRsa.privateKey,
  }),
  bad("jwk-header-without-kid", NO_KEY, {
    header: { kid: undefined, jwk: jwkOf(KEYS.otherRsa) },
    key: KEYS.otherRsa.privateKey,
  }),
  bad("jku-header", NO_KEY, {
    header: { kid: "mine", jku: "https://evil.example/keys" },
    key: KEYS.otherRsa.privateKey,
  }),
  bad("x5u-header", NO_KEY, {
    header: { kid: "mine", x5u: "https://evil.example/certificate" },
    key: KEYS.otherRsa.privateKey,
  }),
  bad("x5c-header", NOT_VALIDATED, { header: { x5c: ["MIIB"] }, key: KEYS.otherRsa.privateKey }),
];

const HEADER: readonly BadToken[] = [
  bad("crit-unknown", NOT_JWT, { header: { crit: ["exp"], exp: NOW + 600 } }),
  bad("crit-empty", NOT_JWT, { header: { crit: [] } }),
  bad("b64-false", NOT_JWT, { header: { b64: false } }),
  bad("zip-header", NOT_JWT, { header: { zip: "DEF" } }),
  raw(
    "jwe-instead",
    NOT_JWT,
    `${encodePart({ alg: "PBES2-HS256+A128KW", enc: "A128GCM", p2c: 2 ** 31 })}.AA.AA.AA.AA`,
  ),
  bad("typ-access-token", NOT_JWT, { header: { typ: "at+jwt" } }),
  bad("typ-logout-token", NOT_JWT, { header: { typ: "logout+jwt" } }),
  bad("typ-security-event", NOT_JWT, { header: { typ: "application/secevent+jwt" } }),
  bad("nested-jwt", NOT_JWT, { header: { cty: "JWT" } }),
  raw("json-serialization", NOT_JWT, JSON.stringify({ protected: head, payload: body, signature })),
  bad("header-array", NOT_JWT, { headerText: '["alg","RS256"]' }),
  bad("header-text", NOT_JWT, { headerText: '"RS256"' }),
  bad("header-bom", NOT_JWT, { headerText: '\ufeff{"alg":"RS256","kid":"rsa"}' }),
  raw("header-invalid-utf8", NOT_JWT, `${encodePart(Buffer.from([0x7b, 0xff, 0x7d]))}.${body}.${signature}`),
  bad("header-deep", NOT_JWT, { headerText: `{"alg":"RS256","kid":"rsa","x":${deep(5_000)}}` }),
];

const FORM: readonly BadToken[] = [
  raw("no-token", NOT_JWT, "none"),
  raw("access-token", NOT_JWT, "ya29.a0AfH6SMBx"),
  raw("parts-2", NOT_JWT, `${head}.${body}`),
  raw("parts-4", NOT_JWT, `${good}.${signature}`),
  raw("parts-6", NOT_JWT, `${good}.a.b.c`),
  raw("sig-empty", NOT_JWT, `${head}.${body}.`),
  raw(
    "sig-truncated",
    NOT_VALIDATED,
    `${head}.${body}.${Buffer.from(signature, "base64url").subarray(0, -4).toString("base64url")}`,
  ),
  raw(
    "sig-bit-flip",
    NOT_VALIDATED,
    `${head}.${body}.${signature[0] === "A" ? "B" : "A"}${signature.slice(1)}`,
  ),
  raw("payload-swapped", NOT_VALIDATED, `${head}.${other.split(".")[1]}.${signature}`),
  raw("base64-padding", NOT_JWT, `${good}==`),
  raw("base64-plus-and-slash", NOT_JWT, `${head}.${body}.${signature.slice(0, -2)}+/`),
  raw("base64-newline", NOT_JWT, `${head}.${body}.${signature.slice(0, 9)}\n${signature.slice(9)}`),
  raw("base64-space", NOT_JWT, ` ${good}`),
  raw("base64-spare-bits", NOT_JWT, `${head}.${body}.${spareBits(signature)}`),
  bad("payload-array", NOT_JWT, { claimsText: "[]" }),
  bad("payload-no-json", NOT_JWT, { claimsText: "iss=evil" }),
  bad("deep-nesting", NOT_JWT, { claimsText: `{"x":${deep(5_000)}}` }),
  raw("size", NOT_JWT, `${head}.${"A".repeat(20_001 - head.length)}.${signature}`),
];

/** The same bytes, written with a bit that none of them has: 256 bytes leave four bits to spare. */
function spareBits(text: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? "A") + 1];
}

const WHO: readonly BadToken[] = [
  bad("iss-missing", "Missing a required claim: iss", without("iss")),
  bad("iss-other", NOT_VALIDATED, { claims: { iss: "https://evil.example" } }),
  bad("iss-trailing-slash", NOT_VALIDATED, { claims: { iss: `https://${LOCATION}/` } }),
  bad("iss-case", NOT_VALIDATED, { claims: { iss: `https://${LOCATION.toUpperCase()}` } }),
  bad("iss-other-scheme", NOT_VALIDATED, { claims: { iss: `http://${LOCATION}` } }),
  bad("iss-without-scheme", NOT_VALIDATED, { claims: { iss: LOCATION } }),
  bad("iss-unicode", NOT_VALIDATED, { claims: { iss: "https://іdp.example/realms/one" } }),
  bad("iss-userinfo", NOT_VALIDATED, { claims: { iss: `https://${LOCATION}@evil.example` } }),
  bad("own-outbound-token", NOT_VALIDATED, {
    claims: { "https://sts.amazonaws.com/": { aws_account: "111111111111" } },
  }),
  bad("iss-array", NOT_VALIDATED, { claims: { iss: [`https://${LOCATION}`] } }),
  bad("iss-null", NOT_VALIDATED, { claims: { iss: null } }),
  bad("sub-missing", "Missing a required claim: sub", without("sub")),
  bad("sub-null", "Missing a required claim: sub", { claims: { sub: null } }),
  bad("sub-object", NOT_VALIDATED, { claims: { sub: { name: "ann" } } }),
  bad("sub-true", NOT_VALIDATED, { claims: { sub: true } }),
  bad("sub-number-that-is-rounded", NOT_VALIDATED, { claimsText: signedText("sub", "9007199254740993") }),
  bad("sub-null-byte", NOT_VALIDATED, { claims: { sub: "ann\u0000" } }),
  bad("sub-half-of-a-pair", NOT_VALIDATED, { claimsText: signedText("sub", '"\\ud800"') }),
  bad("aud-missing", "Missing a required claim: aud", without("aud")),
  bad("aud-other", NOT_VALIDATED, { claims: { aud: "somebody-else" } }),
  bad("aud-prefix", NOT_VALIDATED, { claims: { aud: "sts.amazonaws.com.evil.example" } }),
  bad("aud-case", NOT_VALIDATED, { claims: { aud: "STS.amazonaws.com" } }),
  bad("aud-empty", NOT_VALIDATED, { claims: { aud: "" } }),
  bad("aud-empty-list", "Claim is not allowed to be empty: aud", { claims: { aud: [] } }),
  bad(
    "aud-many-no-azp",
    "Token audience contains more than one audience while authorized party is not present",
    { claims: { aud: ["sts.amazonaws.com", "second"] } },
  ),
  bad("aud-object", NOT_VALIDATED, { claims: { aud: { 0: "sts.amazonaws.com" } } }),
  bad("aud-number", NOT_VALIDATED, { claims: { aud: 1 } }),
  bad("aud-list-of-lists", NOT_VALIDATED, { claims: { aud: [["sts.amazonaws.com"]] } }),
  bad("azp-other", NOT_VALIDATED, { claims: { azp: "somebody-else" } }),
  bad("azp-empty", NOT_VALIDATED, { claims: { azp: "" } }),
  bad("azp-list", NOT_VALIDATED, { claims: { azp: ["sts.amazonaws.com"] } }),
];

/** Claims with one member in the very words that are given. */
function signedText(name: string, text: string): string {
  const rest = Buffer.from(body, "base64url").toString();
  return `${rest.slice(0, -1)},"${name}":${text}}`;
}

const WHEN: readonly BadToken[] = [
  bad("exp-missing", "Missing a required claim: exp", without("exp")),
  {
    ...bad(
      "exp-past",
      `Token expired: current date/time ${NOW - 300} must be before the expiration date/time ${NOW - 300}`,
      { claims: { exp: NOW - 300 } },
    ),
    code: "ExpiredTokenException",
  },
  {
    ...bad(
      "exp-negative",
      `Token expired: current date/time ${NOW - 300} must be before the expiration date/time -1`,
      {
        claims: { exp: -1 },
      },
    ),
    code: "ExpiredTokenException",
  },
  bad("exp-string-garbage", BAD_TIME, { claims: { exp: "tomorrow" } }),
  bad("exp-exponent", BAD_TIME, { claimsText: signedText("exp", "1e999") }),
  bad("exp-exponent-text", BAD_TIME, { claims: { exp: "1e9" } }),
  bad("exp-fraction", BAD_TIME, { claims: { exp: NOW + 600.5 } }),
  bad("exp-null", BAD_TIME, { claims: { exp: null } }),
  bad("exp-beyond-53-bits", BAD_TIME, { claimsText: signedText("exp", "9007199254740993") }),
  bad("exp-list", BAD_TIME, { claims: { exp: [NOW + 600] } }),
  bad("iat-missing", "Missing a required claim: iat", without("iat")),
  bad("iat-future", `Token issued in the future: ${NOW + 301}`, { claims: { iat: NOW + 301 } }),
  bad("iat-null", BAD_TIME, { claims: { iat: null } }),
  bad(
    "nbf-future",
    `Token not yet valid: current date/time ${NOW + 300} must be after or equal to the not-before date/time ${NOW + 301}`,
    { claims: { nbf: NOW + 301 } },
  ),
  bad("nbf-fraction", BAD_TIME, { claims: { nbf: NOW + 0.5 } }),
];

const WISHES: readonly BadToken[] = [
  bad("tags-no-object", "Session tags passed in claim are not in correct format.", {
    claims: { [TAGS]: "a=b" },
  }),
  bad("tags-in-a-list", "Session tags passed in claim are not in correct format.", {
    claims: { [TAGS]: [{ principal_tags: { Team: ["a"] } }] },
  }),
  bad("tags-plain-value", BAD_TAGS, { claims: { [TAGS]: { principal_tags: { Team: "a" } } } }),
  bad("tags-two-values", BAD_TAGS, { claims: { [TAGS]: { principal_tags: { Team: ["a", "b"] } } } }),
  bad("tags-number", BAD_TAGS, { claims: { [TAGS]: { principal_tags: { Team: [1] } } } }),
  bad("tags-bomb-value", BAD_TAGS, { claims: { [TAGS]: { principal_tags: { Team: ["a".repeat(257)] } } } }),
  bad("tags-bomb-key", BAD_TAGS, { claims: { [TAGS]: { principal_tags: { ["k".repeat(129)]: ["a"] } } } }),
  bad("tags-illegal-characters", BAD_TAGS, { claims: { [TAGS]: { principal_tags: { Team: ["<a>"] } } } }),
  bad("tags-flat-list", BAD_TAGS, { claims: { [`${TAGS}/principal_tags/Team`]: ["a"] } }),
  bad("tags-flat-without-key", BAD_TAGS, { claims: { [`${TAGS}/principal_tags/`]: "a" } }),
  bad("tags-transitive-text", "Session tags passed in claim are not in correct format.", {
    claims: { [TAGS]: { transitive_tag_keys: "Team" } },
  }),
  bad("source-identity-reserved", "source_identity passed in claim is not in correct format.", {
    claims: { "https://aws.amazon.com/source_identity": "aws:root" },
  }),
  bad("roles-number", "The roles claim is not in a supported format", { claims: { [ROLES]: 1 } }),
  bad("roles-object", "The roles claim is not in a supported format", { claims: { [ROLES]: {} } }),
  bad("roles-empty", "The roles claim contains no valid role ARNs", { claims: { [ROLES]: [] } }),
  bad("roles-no-arn", "The roles claim contains no valid role ARNs", { claims: { [ROLES]: "Deploy" } }),
  bad("roles-wildcard", "The target role ARN is not present in the roles claim of the identity token", {
    claims: { [ROLES]: ["arn:aws:iam::111111111111:role/*"] },
  }),
  bad("roles-other-case", "The target role ARN is not present in the roles claim of the identity token", {
    claims: { [ROLES]: "arn:aws:iam::111111111111:role/deploy" },
  }),
];

export const BAD_TOKENS: readonly BadToken[] = [
  ...ALGORITHM,
  ...KEY,
  ...HEADER,
  ...FORM,
  ...WHO,
  ...WHEN,
  ...WISHES,
];
