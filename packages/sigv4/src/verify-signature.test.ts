import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { checkClaim } from "./check-claim.ts";
import type { SignatureFailure } from "./failure.ts";
import { parseAuthorization } from "./parse-authorization.ts";
import type { HeaderValues, SignedRequest } from "./request.ts";
import { presignRequest, signRequest } from "./sign-request.ts";
import { createSigningKeyCache } from "./signing-key-cache.ts";
import { verifySignature } from "./verify-signature.ts";

const NOW_MS = Date.UTC(2026, 4, 17, 8, 30, 0);
const CREDENTIALS = { accessKeyId: "AKIAQAAAAAAAAAAAAAAA", secretAccessKey: "a-secret-of-the-test" };
const signingKeys = createSigningKeyCache({ capacity: 8 });

function options(service: string) {
  return { credentials: CREDENTIALS, region: "us-east-1", service, nowMs: NOW_MS, signingKeys };
}

const PLAIN: SignedRequest = {
  method: "POST",
  rawPath: "/a/path",
  rawQuery: "Name=value&Other=x%2Fy",
  headers: {
    host: ["localhost:4600"],
    "content-type": ["application/x-www-form-urlencoded"],
    "x-amz-meta": ["a", "b"],
  },
  payload: Buffer.from("Action=GetUser&Version=2010-05-08"),
};

function withHeaders(request: SignedRequest, added: Readonly<Record<string, string>>): SignedRequest {
  const lists = Object.fromEntries(Object.entries(added).map(([name, value]) => [name, [value]]));
  return { ...request, headers: { ...request.headers, ...lists } };
}

function signed(service: string, request = PLAIN): SignedRequest {
  return withHeaders(request, signRequest(request, options(service)));
}

function verify(request: SignedRequest, secret = CREDENTIALS.secretAccessKey): SignatureFailure | undefined {
  const parsed = parseAuthorization(request);
  if (parsed.failure) return parsed.failure;
  const checked = checkClaim(parsed.claim, { nowMs: NOW_MS });
  if (checked.failure) return checked.failure;
  return verifySignature(checked.claim, request, { secret, signingKeys });
}

/** The text with one bit of one character flipped. */
function flipped(text: string, position: number, bit: number): string {
  const index = position % text.length;
  return (
    text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ (1 << bit)) + text.slice(index + 1)
  );
}

function flippedHeader(headers: HeaderValues, name: string, position: number, bit: number): HeaderValues {
  const [first = "", ...rest] = headers[name] ?? [];
  return { ...headers, [name]: [flipped(first, position, bit), ...rest] };
}

describe("verifySignature", () => {
  it("finds a signed request genuine, and no other secret's", () => {
    for (const service of ["iam", "s3"]) {
      assert.equal(verify(signed(service)), undefined);
      assert.equal(verify(signed(service), "another-secret-of-this")?.reason, "signatureMismatch");
      assert.equal(verify(signed(service)), undefined, "the cached key of another secret was used");
    }
  });

  it("refuses a request with any one bit flipped in what was signed", () => {
    const request = signed("iam");
    const position = fc.nat({ max: 10_000 });
    const bit = fc.integer({ min: 0, max: 6 });
    const parts = [
      "method",
      "rawPath",
      "rawQuery",
      "payload",
      "host",
      "content-type",
      "x-amz-meta",
      "x-amz-date",
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...parts), position, bit, (part, at, bitIndex) => {
        const changed = flipPart(request, part, at, bitIndex);
        // Some flips say the same in other words ("%2f" for "%2F"); those are no change.
        if (isSameRequest(changed, request)) return;
        assert.notEqual(verify(changed), undefined, `${part} ${at} ${bitIndex}`);
      }),
      { numRuns: 500 },
    );
  });

  function flipPart(request: SignedRequest, part: string, at: number, bitIndex: number): SignedRequest {
    if (part === "payload") {
      return { ...request, payload: Buffer.from(flipped(String(request.payload), at, bitIndex), "latin1") };
    }
    if (part === "method" || part === "rawPath" || part === "rawQuery") {
      return { ...request, [part]: flipped(request[part], at, bitIndex) };
    }
    return { ...request, headers: flippedHeader(request.headers, part, at, bitIndex) };
  }

  function isSameRequest(left: SignedRequest, right: SignedRequest): boolean {
    const words = ({ method, rawPath, rawQuery }: SignedRequest) => [
      method,
      rawPath.replace(/\/+/g, "/"),
      rawQuery.replaceAll("%2f", "%2F"),
    ];
    const values = (request: SignedRequest) =>
      Object.values(request.headers)
        .flat()
        .map((value) => value?.trim());
    return (
      JSON.stringify([words(left), values(left), left.payload]) ===
      JSON.stringify([words(right), values(right), right.payload])
    );
  }

  it("refuses a signature with any one bit flipped, and one of another length", () => {
    const request = signed("iam");
    const authorization = request.headers.authorization?.[0] ?? "";
    const start = authorization.length - 64;
    for (let at = start; at < authorization.length; at++) {
      for (const bit of [0, 1, 2, 4, 6]) {
        const headers = { ...request.headers, authorization: [flipped(authorization, at, bit)] };
        assert.notEqual(verify({ ...request, headers }), undefined);
      }
    }
    for (const wrong of [authorization.slice(0, -1), `${authorization}0`, authorization.slice(0, start)]) {
      assert.equal(
        verify({ ...request, headers: { ...request.headers, authorization: [wrong] } })?.reason,
        "signatureMismatch",
      );
    }
  });

  it("refuses an added query parameter, and a signed header that is lost, repeated or reordered", () => {
    const request = signed("iam");
    assert.equal(
      verify({ ...request, rawQuery: `${request.rawQuery}&Action=DeleteUser` })?.reason,
      "signatureMismatch",
    );
    for (const values of [undefined, ["a"], ["b", "a"], ["a", "b", "b"]]) {
      assert.notEqual(
        verify({ ...request, headers: { ...request.headers, "x-amz-meta": values } }),
        undefined,
      );
    }
  });

  it("takes any spelling of the same query and path", () => {
    const request = signed("iam");
    assert.equal(verify({ ...request, rawQuery: "Other=x/y&Name=v%61lue" }), undefined);
    assert.equal(verify({ ...request, rawPath: "//a/./b/..//path" }), undefined);
  });

  it("says what should have been signed", () => {
    const failure = verify({ ...signed("iam"), payload: Buffer.from("Action=DeleteUser") });
    assert.equal(failure?.reason, "signatureMismatch");
    assert.match(failure.canonicalRequest, /^POST\n\/a\/path\nName=value&Other=x%2Fy\ncontent-type:/);
    assert.match(
      failure.stringToSign,
      /^AWS4-HMAC-SHA256\n20260517T083000Z\n20260517\/us-east-1\/iam\/aws4_request\n[0-9a-f]{64}$/,
    );
  });

  it("hashes headers as the bytes that came", () => {
    // node:http hands over the UTF-8 bytes of "é" as two characters.
    const header = Buffer.from("é", "utf8").toString("latin1");
    assert.equal(
      verify(signed("iam", { ...PLAIN, headers: { ...PLAIN.headers, "x-name": [header] } })),
      undefined,
    );
  });
});

describe("x-amz-content-sha256", () => {
  it("must be the body's hash everywhere but in S3, even where the signature fits", () => {
    const request = { ...PLAIN, headers: { ...PLAIN.headers, "x-amz-content-sha256": ["0".repeat(64)] } };
    assert.equal(verify(signed("iam", request))?.reason, "signatureMismatch");
    const unsigned = {
      ...PLAIN,
      headers: { ...PLAIN.headers, "x-amz-content-sha256": ["UNSIGNED-PAYLOAD"] },
    };
    assert.equal(verify(signed("iam", unsigned))?.reason, "signatureMismatch");
  });

  it("is required and must be true in S3", () => {
    const request = signed("s3");
    const declared = (value: string[] | undefined) =>
      verify({ ...request, headers: { ...request.headers, "x-amz-content-sha256": value } })?.reason;
    assert.equal(declared(undefined), "contentHashMissing");
    assert.equal(declared(["STREAMING-AWS4-HMAC-SHA256-PAYLOAD"]), "contentHashInvalid");
    assert.equal(declared(["0".repeat(64)]), "contentHashMismatch");
    assert.equal(declared(["UNSIGNED-PAYLOAD"]), "signatureMismatch");
    assert.equal(verify({ ...request, payload: Buffer.from("other") })?.reason, "contentHashMismatch");
  });
});

describe("presigned requests", () => {
  function presigned(service: string, expiresSeconds = 60, sessionToken?: string): SignedRequest {
    const request = { ...PLAIN, headers: { host: ["localhost:4600"] } };
    const credentials = sessionToken === undefined ? CREDENTIALS : { ...CREDENTIALS, sessionToken };
    return {
      ...request,
      rawQuery: presignRequest(request, { ...options(service), credentials, expiresSeconds }),
    };
  }

  it("leave the body unsigned in S3 alone", () => {
    assert.equal(verify({ ...presigned("s3"), payload: Buffer.from("any") }), undefined);
    assert.equal(verify(presigned("iam")), undefined);
    assert.equal(verify({ ...presigned("iam"), payload: Buffer.from("any") })?.reason, "signatureMismatch");
  });

  it("may get their session token before or after they are signed", () => {
    const before = presigned("sts", 60, "to/ken+=");
    assert.equal(verify(before), undefined);
    const tampered = before.rawQuery.replace("to%2Fken", "to%2Fkex");
    assert.equal(verify({ ...before, rawQuery: tampered })?.reason, "signatureMismatch");
    const after = presigned("sts");
    const rawQuery = `${after.rawQuery}&X-Amz-Security-Token=to%2Fken%2B%3D`;
    assert.equal(verify({ ...after, rawQuery }), undefined);
    assert.equal(parseAuthorization({ ...after, rawQuery }).claim?.sessionToken, "to/ken+=");
  });
});

describe("createSigningKeyCache", () => {
  it("stays within its capacity and still signs for what it forgot", () => {
    const small = createSigningKeyCache({ capacity: 4 });
    for (let day = 10; day < 30; day++) {
      const scopeDate = `202605${day}`;
      const credential = `AKIA/${scopeDate}/us-east-1/iam/aws4_request`;
      const scope = { accessKeyId: "AKIA", credential, scopeDate, region: "us-east-1", service: "iam" };
      const key = small.signingKey("secret", scope);
      small.keep("secret", scope, key);
      assert.equal(small.signingKey("secret", scope), key);
      const first = key.sign("20260510T000000Z", "0".repeat(64));
      assert.equal(small.signingKey("secret", scope).sign("20260510T000000Z", "0".repeat(64)), first);
      assert.notEqual(small.signingKey("other", scope).sign("20260510T000000Z", "0".repeat(64)), first);
      assert.ok(small.size <= 4);
    }
  });
});
