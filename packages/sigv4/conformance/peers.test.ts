import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  checkClaim,
  createSigningKeyCache,
  describeFailure,
  parseAuthorization,
  presignRequest,
  type SignedRequest,
  signRequest,
  verifySignature,
} from "../src/index.ts";
import {
  type PeerOptions,
  type PlainRequest,
  presignWithSmithy,
  signWithAws4,
  signWithSmithy,
  signWithSmithyV4a,
} from "./peer-signers.ts";

const signingKeys = createSigningKeyCache({ capacity: 100 });

/** "genuine", or what AWS would answer. */
function judge(request: SignedRequest, options: PeerOptions): string {
  const parsed = parseAuthorization(request);
  if (parsed.failure) return describeFailure(parsed.failure, "query").message;
  const checked = checkClaim(parsed.claim, { nowMs: options.nowMs, service: options.service });
  if (checked.failure) return describeFailure(checked.failure, "query").message;
  assert.equal(checked.claim.sessionToken, options.sessionToken);
  const failure = verifySignature(checked.claim, request, { secret: options.secretAccessKey, signingKeys });
  return failure ? describeFailure(failure, "query").message : "genuine";
}

const segment = fc.oneof(
  fc.constantFrom(
    "",
    ".",
    "..",
    "a",
    "%20",
    "a%2Fb",
    "%C3%A9",
    "+",
    "~user",
    "*",
    "!",
    "(",
    "$",
    ";",
    "=",
    ":",
  ),
  fc.stringMatching(/^[A-Za-z0-9._~-]{1,12}$/),
);
const path = fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join("/")}`);
const text = fc.string({ unit: "grapheme", maxLength: 12 });
const query = fc
  .dictionary(
    text.filter((name) => name !== "" && !name.startsWith("X-Amz-")),
    fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
    { maxKeys: 5 },
  )
  // A plain object would lose a key named __proto__ on its way into a peer.
  .map((values) => Object.fromEntries(Object.entries(values).filter(([name]) => name !== "__proto__")));
const headerValue = fc.stringMatching(/^[ -~]{0,20}$/).map((value) => value.replace(/[ ]+$/, ""));
const headers = fc
  .dictionary(fc.stringMatching(/^x-[a-z]{1,8}(-[A-Za-z]{1,4})?$/), headerValue, { maxKeys: 4 })
  .map((extra) => ({ ...extra, host: "localhost:4600" }));
const plainRequest: fc.Arbitrary<PlainRequest> = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
  path,
  query,
  headers,
  body: fc.string({ unit: "grapheme", maxLength: 60 }),
});
const options: fc.Arbitrary<PeerOptions> = fc.record(
  {
    accessKeyId: fc.stringMatching(/^A[KS]IA[A-Z2-7]{16}$/),
    secretAccessKey: fc.stringMatching(/^[A-Za-z0-9+/]{16,90}$/),
    sessionToken: fc.stringMatching(/^[A-Za-z0-9+/]{20,60}={0,2}$/),
    region: fc.constantFrom("us-east-1", "eu-central-2"),
    service: fc.constantFrom("iam", "sts", "organizations", "execute-api"),
    nowMs: fc.integer({ min: 1_400_000_000, max: 2_500_000_000 }).map((seconds) => seconds * 1000),
  },
  { requiredKeys: ["accessKeyId", "secretAccessKey", "region", "service", "nowMs"] },
);

describe("requests that other implementations signed are genuine", () => {
  it("@smithy/signature-v4, header", async () => {
    const property = fc.asyncProperty(plainRequest, options, async (request, peer) => {
      assert.equal(judge(await signWithSmithy(request, peer), peer), "genuine");
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it("@smithy/signature-v4, presigned", async () => {
    const property = fc.asyncProperty(plainRequest, options, async (request, peer) => {
      const signed = await presignWithSmithy(request, { ...peer, expiresSeconds: 604_800 });
      assert.equal(judge(signed, peer), "genuine");
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it("@smithy/signature-v4 as S3 clients use it", async () => {
    const property = fc.asyncProperty(
      plainRequest,
      options,
      fc.boolean(),
      async (request, peer, isSigned) => {
        const s3 = { ...peer, service: "s3" };
        // S3's clients encode what S3 would encode; nothing is encoded again or taken out of the path.
        const path = request.path
          .replace(/[^A-Za-z0-9\-._~/%]/g, (c) => encodeURIComponent(c))
          .replace(/[!*'()]/g, "_");
        const headers = isSigned
          ? request.headers
          : { ...request.headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
        assert.equal(judge(await signWithSmithy({ ...request, path, headers }, s3), s3), "genuine");
        const unsigned = { ...request.headers, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
        const presigned = await presignWithSmithy(
          { ...request, path, headers: unsigned },
          { ...s3, expiresSeconds: 60 },
        );
        assert.equal(judge(presigned, s3), "genuine");
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  it("aws4, header and query", () => {
    // aws4 encodes whatever needs it, and reads "+" in a path as a space, so it is given paths that are plain.
    const plain = plainRequest.map((request) => ({
      ...request,
      path: request.path.replace(/[^A-Za-z0-9\-._~/]/g, ""),
    }));
    const property = fc.property(plain, options, fc.boolean(), (request, peer, signQuery) => {
      assert.equal(judge(signWithAws4(request, peer, signQuery), peer), "genuine");
    });
    fc.assert(property, { numRuns: 200 });
  });

  it("@smithy/signature-v4a", async () => {
    const property = fc.asyncProperty(plainRequest, options, async (request, peer) => {
      const signed = await signWithSmithyV4a(request, peer);
      assert.equal(judge(signed, peer), "genuine");
      assert.notEqual(judge({ ...signed, method: "PATCH" }, peer), "genuine");
    });
    await fc.assert(property, { numRuns: 15 });
  });

  it("our own, header and presigned", () => {
    const property = fc.property(plainRequest, options, (plain, peer) => {
      const request: SignedRequest = {
        method: plain.method,
        rawPath: plain.path,
        rawQuery: "a=1&b=%20",
        headers: { host: ["localhost"], "x-list": ["b", "a"] },
        payload: Buffer.from(plain.body),
      };
      const credentials = peer;
      const added = signRequest(request, { ...peer, credentials });
      const lists = Object.fromEntries(Object.entries(added).map(([name, value]) => [name, [value]]));
      assert.equal(judge({ ...request, headers: { ...request.headers, ...lists } }, peer), "genuine");
      const rawQuery = presignRequest(request, { ...peer, credentials, expiresSeconds: 60 });
      assert.equal(judge({ ...request, rawQuery }, peer), "genuine");
    });
    fc.assert(property, { numRuns: 100 });
  });
});
