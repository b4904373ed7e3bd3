import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { describe, it } from "node:test";
import {
  canonicalRequestOf,
  checkClaim,
  createSigningKeyCache,
  describeFailure,
  parseAuthorization,
  type SignatureClaim,
  type SignedRequest,
  stringToSignOf,
  verifySignature,
} from "../src/index.ts";
import { receivedRequest } from "./received-request.ts";

/**
 * Requests whose signatures AWS published: in the S3 API Reference ("Authenticating Requests"), in the General Reference
 * and in the SigV4 test suite (service "service").
 */
interface Example {
  readonly name: string;
  readonly secret: string;
  readonly request: Partial<SignedRequest>;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly credential?: string;
  /** Absent: all of them. */
  readonly signedHeaderNames?: string;
  readonly signature?: string;
}

const S3_SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const SUITE_SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const S3_CREDENTIAL = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
const SUITE_CREDENTIAL = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";
const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const S3_HEADERS = {
  host: ["examplebucket.s3.amazonaws.com"],
  "x-amz-content-sha256": [EMPTY_HASH],
  "x-amz-date": ["20130524T000000Z"],
};
const SUITE_HEADERS = { host: ["example.amazonaws.com"], "x-amz-date": ["20150830T123600Z"] };

const SUITE_TOKEN =
  "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

const EXAMPLES: readonly Example[] = [
  {
    name: "S3: GET object",
    secret: S3_SECRET,
    request: { rawPath: "/test.txt" },
    headers: { ...S3_HEADERS, range: ["bytes=0-9"] },
    credential: S3_CREDENTIAL,
    signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  },
  {
    name: "S3: PUT object, dated by Date, with a character to encode",
    secret: S3_SECRET,
    request: { method: "PUT", rawPath: "/test$file.text", payload: Buffer.from("Welcome to Amazon S3.") },
    headers: {
      ...S3_HEADERS,
      date: ["Fri, 24 May 2013 00:00:00 GMT"],
      "x-amz-content-sha256": ["44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"],
      "x-amz-storage-class": ["REDUCED_REDUNDANCY"],
    },
    credential: S3_CREDENTIAL,
    signature: "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
  },
  {
    name: "S3: GET bucket lifecycle, a parameter without value",
    secret: S3_SECRET,
    request: { rawQuery: "lifecycle" },
    headers: S3_HEADERS,
    credential: S3_CREDENTIAL,
    signature: "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
  },
  {
    name: "S3: list objects",
    secret: S3_SECRET,
    request: { rawQuery: "max-keys=2&prefix=J" },
    headers: S3_HEADERS,
    credential: S3_CREDENTIAL,
    signature: "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
  },
  {
    name: "S3: presigned GET",
    secret: S3_SECRET,
    request: {
      rawPath: "/test.txt",
      rawQuery:
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    },
    headers: { host: ["examplebucket.s3.amazonaws.com"] },
  },
  {
    name: "General Reference: IAM ListUsers",
    secret: SUITE_SECRET,
    request: { rawQuery: "Action=ListUsers&Version=2010-05-08" },
    headers: {
      "content-type": ["application/x-www-form-urlencoded; charset=utf-8"],
      host: ["iam.amazonaws.com"],
      "x-amz-date": ["20150830T123600Z"],
    },
    credential: "AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request",
    signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
  },
  {
    name: "suite: get-vanilla",
    secret: SUITE_SECRET,
    request: {},
    headers: SUITE_HEADERS,
    signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  },
  {
    name: "suite: get-vanilla-query-order-key-case",
    secret: SUITE_SECRET,
    request: { rawQuery: "Param2=value2&Param1=value1" },
    headers: SUITE_HEADERS,
    signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  },
  {
    name: "suite: post-vanilla",
    secret: SUITE_SECRET,
    request: { method: "POST" },
    headers: SUITE_HEADERS,
    signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
  },
  {
    name: "suite: post-x-www-form-urlencoded",
    secret: SUITE_SECRET,
    request: { method: "POST", payload: Buffer.from("Param1=value1") },
    headers: { ...SUITE_HEADERS, "content-type": ["application/x-www-form-urlencoded"] },
    signature: "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
  },
  {
    name: "suite: get-header-key-duplicate",
    secret: SUITE_SECRET,
    request: {},
    headers: { ...SUITE_HEADERS, "my-header1": ["value2", "value2", "value1"] },
    signature: "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
  },
  {
    name: "suite: get-header-value-trim",
    secret: SUITE_SECRET,
    request: {},
    headers: { ...SUITE_HEADERS, "my-header1": [" value1"], "my-header2": [' "a   b   c"'] },
    signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
  },
  {
    // AWS published two answers. The suite of 2015 joins folded lines with commas (signature ba17b383…), the suite that its
    // SDKs run today with one space, as RFC 9110 (section 5.5) reads a folded line. This is the latter.
    name: "suite of the SDKs: get-header-value-multiline, folded lines",
    secret: SUITE_SECRET,
    request: {},
    headers: { ...SUITE_HEADERS, "my-header1": ["value1\r\n  value2\r\n     value3"] },
    signature: "cfd34249e4b1c8d6b91ef74165d41a32e5fab3306300901bb65a51a73575eefd",
  },
  {
    name: "suite: post-sts-header-before, a session token that is signed",
    secret: SUITE_SECRET,
    request: { method: "POST" },
    headers: { ...SUITE_HEADERS, "x-amz-security-token": [SUITE_TOKEN] },
    signature: "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead",
  },
  {
    name: "suite: post-sts-header-after, a session token that is added to the signed request",
    secret: SUITE_SECRET,
    request: { method: "POST" },
    headers: { ...SUITE_HEADERS, "x-amz-security-token": [SUITE_TOKEN] },
    signedHeaderNames: "host;x-amz-date",
    signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
  },
  {
    name: "suite: normalize-path/get-slashes",
    secret: SUITE_SECRET,
    request: { rawPath: "//example//" },
    headers: SUITE_HEADERS,
    signature: "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
  },
  {
    name: "suite: normalize-path/get-relative-relative",
    secret: SUITE_SECRET,
    request: { rawPath: "/example1/example2/../.." },
    headers: SUITE_HEADERS,
    signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
  },
];

function received({ request, headers, credential, signature, signedHeaderNames }: Example): SignedRequest {
  const names = signedHeaderNames ?? Object.keys(headers).sort().join(";");
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential ?? SUITE_CREDENTIAL}, SignedHeaders=${names}, Signature=${signature}`;
  return receivedRequest({ ...request, headers }, signature === undefined ? undefined : authorization);
}

describe("signatures that AWS published are genuine", () => {
  for (const example of EXAMPLES) {
    it(example.name, () => {
      const request = received(example);
      const parsed = parseAuthorization(request);
      assert.ok(parsed.claim, JSON.stringify(parsed.failure));
      const checked = checkClaim(parsed.claim, { nowMs: parsed.claim.signedAtMs });
      assert.ok(checked.claim, JSON.stringify(checked.failure));
      const signingKeys = createSigningKeyCache({ capacity: 2 });
      const failure = verifySignature(checked.claim, request, { secret: example.secret, signingKeys });
      assert.equal(failure && describeFailure(failure, "query").message, undefined);
    });
  }
});

/** By AWS's page alone: four keys, each of the last, and the text. */
function signatureOf(secret: string, { credential, accessKeyId }: SignatureClaim, text: string): string {
  const scope = credential.slice(accessKeyId.length + 1).split("/");
  let key: string | Buffer = `AWS4${secret}`;
  for (const part of scope) key = createHmac("sha256", key).update(part).digest();
  return createHmac("sha256", key).update(text).digest("hex");
}

describe("what the package shows as signed makes the signatures that AWS published", () => {
  for (const example of EXAMPLES) {
    it(example.name, () => {
      const request = received(example);
      const { claim } = parseAuthorization(request);
      assert.ok(claim);
      const { canonicalRequest } = canonicalRequestOf(claim, request);
      assert.ok(canonicalRequest !== undefined);
      const text = stringToSignOf(claim, canonicalRequest);
      assert.equal(signatureOf(example.secret, claim, text), claim.signature);
    });
  }
});
