import assert from "node:assert/strict";
import { createHmac, hash } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseAuthorization } from "./parse-authorization.ts";
import type { SignedRequest } from "./request.ts";
import { presignRequest, signRequest } from "./sign-request.ts";
import { canonicalRequestOf, stringToSignOf } from "./signed-text.ts";

const TOKEN = "a/session+token==";
const SECRET = "a-secret-of-the-test";
const OPTIONS = {
  credentials: { accessKeyId: "AKIAQAAAAAAAAAAAAAAA", secretAccessKey: SECRET },
  region: "us-east-1",
  service: "iam",
  nowMs: Date.UTC(2026, 4, 17, 8, 30, 0),
};

const PLAIN: SignedRequest = {
  method: "POST",
  rawPath: "/",
  rawQuery: "",
  headers: { host: ["localhost:4600"] },
  payload: Buffer.from("Action=GetUser&Version=2010-05-08"),
};

/** A signature of this text, by AWS's page alone: four keys, each of the last. */
function signatureOf(text: string): string {
  let key: string | Buffer = `AWS4${SECRET}`;
  for (const part of ["20260517", "us-east-1", "iam", "aws4_request"]) {
    key = createHmac("sha256", key).update(part).digest();
  }
  return createHmac("sha256", key).update(text, "latin1").digest("hex");
}

function signed(request: SignedRequest): SignedRequest {
  const added = Object.entries(signRequest(request, OPTIONS)).map(([name, value]) => [name, [value]]);
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(added) } };
}

function presigned(request: SignedRequest, more = {}): SignedRequest {
  return { ...request, rawQuery: presignRequest(request, { ...OPTIONS, ...more, expiresSeconds: 60 }) };
}

/** The exported texts of a request, and the signature that came with it. */
function textsOf(request: SignedRequest, options = {}) {
  const { claim } = parseAuthorization(request);
  assert.ok(claim);
  const { canonicalRequest } = canonicalRequestOf(claim, request, options);
  assert.ok(canonicalRequest !== undefined);
  return {
    canonicalRequest,
    stringToSign: stringToSignOf(claim, canonicalRequest),
    signature: claim.signature,
  };
}

describe("what was signed", () => {
  const latin1 = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("latin1"));
  const requests = fc
    .record({ path: latin1, query: latin1, header: latin1, payload: fc.uint8Array({ maxLength: 40 }) })
    .map(({ path, query, header, payload }): SignedRequest => {
      const rawQuery = query.replaceAll("X-Amz-", "");
      const headers = { host: ["localhost"], "x-amz-meta": [header], "my-header": [header, "b"] };
      return { ...PLAIN, rawPath: `/${path}`, rawQuery, headers, payload };
    });

  for (const [form, sign] of [
    ["header", signed],
    ["query", presigned],
  ] as const) {
    it(`is the text whose HMAC came with the request (${form})`, () => {
      fc.assert(
        fc.property(requests, (request) => {
          const { canonicalRequest, stringToSign, signature } = textsOf(sign(request));
          assert.equal(signatureOf(stringToSign), signature);
          const digest = hash("sha256", Buffer.from(canonicalRequest, "latin1"), "hex");
          assert.equal(stringToSign.split("\n").at(-1), digest);
        }),
      );
    });
  }

  it("is at most three times as long as the request, whatever somebody writes into it", () => {
    const dear = fc.string({ unit: fc.constantFrom("'", "%", "&", "=", ";", "/", " ", "a"), maxLength: 200 });
    const worst = fc.record({ path: dear, query: dear, header: dear });
    fc.assert(
      fc.property(worst, ({ path, query, header }) => {
        const headers = { host: ["h"], "x-amz-meta": [header, header] };
        const request = signed({ ...PLAIN, rawPath: `/${path}`, rawQuery: query, headers });
        const sent = [request.method, request.rawPath, request.rawQuery, ...Object.entries(request.headers)];
        const { canonicalRequest } = textsOf(request);
        assert.ok(canonicalRequest.length <= 3 * sent.flat(2).join("").length, canonicalRequest);
      }),
    );
    const apostrophes = signed({ ...PLAIN, rawPath: `/${"'".repeat(30_000)}` });
    const { length } = textsOf(apostrophes).canonicalRequest;
    assert.ok(length > 90_000 && length < 91_000, `${length} characters of 30,000 apostrophes`);
  });

  it("leaves out a token that was added to a URL afterwards, if asked to", () => {
    const url = presigned(PLAIN);
    const withToken = {
      ...url,
      rawQuery: `${url.rawQuery}&X-Amz-Security-Token=${encodeURIComponent(TOKEN)}`,
    };
    const all = textsOf(withToken);
    const without = textsOf(withToken, { isTokenAddedLater: true });
    assert.match(all.canonicalRequest, /X-Amz-Security-Token=a%2Fsession%2Btoken%3D%3D/);
    assert.notEqual(signatureOf(all.stringToSign), all.signature);
    assert.equal(without.canonicalRequest, textsOf(url).canonicalRequest);
    assert.equal(signatureOf(without.stringToSign), without.signature);
  });

  it("has a token that was signed with the URL", () => {
    const request = presigned(PLAIN, { credentials: { ...OPTIONS.credentials, sessionToken: TOKEN } });
    const { stringToSign, signature } = textsOf(request);
    assert.equal(signatureOf(stringToSign), signature);
  });

  it("is refused where S3's hash of the body is not the body's", () => {
    const scope = { ...OPTIONS, service: "s3" };
    const added = Object.entries(signRequest(PLAIN, scope)).map(([name, value]) => [name, [value]]);
    const headers = { ...PLAIN.headers, ...Object.fromEntries(added) };
    const request = { ...PLAIN, headers, payload: Buffer.from("another body") };
    const { claim } = parseAuthorization(request);
    assert.ok(claim);
    assert.equal(canonicalRequestOf(claim, request).failure?.reason, "contentHashMismatch");
  });
});
