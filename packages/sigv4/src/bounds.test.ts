import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { canonicalHeaders } from "./canonical-headers.ts";
import { checkClaim } from "./check-claim.ts";
import type { SecretAlgorithm } from "./claim.ts";
import { type Dialect, describeFailure } from "./describe-failure.ts";
import type { SignatureFailure } from "./failure.ts";
import { parseAuthorization } from "./parse-authorization.ts";
import type { SignedRequest } from "./request.ts";
import { signRequest } from "./sign-request.ts";
import { includesName, parseSignedHeaders } from "./signed-headers.ts";
import { createSigningKeyCache } from "./signing-key-cache.ts";
import { verifySignature } from "./verify-signature.ts";

/*
 * What the worst 30 kB cost that a stranger sends who knows a key id. Work and answers are counted, not timed.
 */

const NOW_MS = Date.UTC(2026, 4, 17, 8, 30, 0);
const SECRET = "a-secret-of-the-test";
const DIALECTS: readonly Dialect[] = ["query", "json", "restJson", "s3"];

interface Sent {
  readonly signedHeaders: string;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly algorithm?: SecretAlgorithm;
  readonly scope?: string;
}

const SCOPES: Readonly<Record<SecretAlgorithm, string>> = {
  "AWS4-HMAC-SHA256": "20260517/us-east-1/iam/aws4_request",
  "AWS4-ECDSA-P256-SHA256": "20260517/iam/aws4_request",
};

function inHeader({ signedHeaders, headers, algorithm = "AWS4-HMAC-SHA256", scope }: Sent): SignedRequest {
  const credential = `AKIAKNOWN/${scope ?? SCOPES[algorithm]}`;
  const authorization = `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${"0".repeat(64)}`;
  return {
    method: "POST",
    rawPath: "/",
    rawQuery: "",
    headers: {
      host: ["localhost"],
      "x-amz-date": ["20260517T083000Z"],
      authorization: [authorization],
      ...(algorithm === "AWS4-HMAC-SHA256" ? {} : { "x-amz-region-set": ["*"] }),
      ...headers,
    },
    payload: new Uint8Array(),
  };
}

function inQuery({ signedHeaders, headers, algorithm = "AWS4-HMAC-SHA256", scope }: Sent): SignedRequest {
  const parameters = {
    "X-Amz-Algorithm": algorithm,
    "X-Amz-Credential": `AKIAKNOWN/${scope ?? SCOPES[algorithm]}`,
    "X-Amz-Date": "20260517T083000Z",
    "X-Amz-Expires": "60",
    "X-Amz-SignedHeaders": signedHeaders,
    "X-Amz-Signature": "0".repeat(64),
    ...(algorithm === "AWS4-HMAC-SHA256" ? {} : { "X-Amz-Region-Set": "*" }),
  };
  const rawQuery = new URLSearchParams(parameters).toString();
  return {
    method: "GET",
    rawPath: "/",
    rawQuery,
    headers: { host: ["localhost"], ...headers },
    payload: new Uint8Array(),
  };
}

function failureOf(request: SignedRequest, signingKeys = createSigningKeyCache({ capacity: 10 })) {
  const parsed = parseAuthorization(request);
  if (parsed.failure) return parsed.failure;
  const checked = checkClaim(parsed.claim, { nowMs: NOW_MS });
  const failure = checked.failure ?? verifySignature(checked.claim, request, { secret: SECRET, signingKeys });
  assert.ok(failure, "no signature of the test fits");
  return failure;
}

function sizeOf({ rawPath, rawQuery, headers }: SignedRequest): number {
  const lines = Object.entries(headers).flatMap(([name, values = []]) =>
    values.map((value) => name.length + value.length + 4),
  );
  return rawPath.length + rawQuery.length + lines.reduce((total, length) => total + length, 0);
}

function answeredLength(failure: SignatureFailure, dialect: Dialect): number {
  const { message, details = {} } = describeFailure(failure, dialect);
  return message.length + Object.values(details).join("").length;
}

const NAMED_WRONGLY: readonly (readonly [string, string])[] = [
  ["twice", "host;u;u"],
  ["8,000 times", `host${";u".repeat(8_000)}`],
  ["out of order", "u;host"],
  ["in capitals", "Host;U"],
  ["with space between", "host; u"],
  ["with nothing behind the last", "host;u;"],
];

describe("signed headers that are named", () => {
  const bomb = { u: ["'".repeat(15_000)] };
  for (const [how, signedHeaders] of NAMED_WRONGLY) {
    it(`${how} are refused before anything is put together from them`, () => {
      for (const algorithm of ["AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"] as const) {
        for (const send of [inHeader, inQuery]) {
          const failure = failureOf(send({ signedHeaders, headers: bomb, algorithm }));
          assert.deepEqual(failure, { reason: "malformedSignedHeaders" });
        }
      }
    });
  }

  it("wrongly are answered as a signature that does not match", () => {
    const failure = failureOf(inHeader({ signedHeaders: "host;host" }));
    const { code, httpStatus, message } = describeFailure(failure, "query");
    assert.deepEqual([httpStatus, code], [403, "SignatureDoesNotMatch"]);
    assert.equal(
      message,
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details. 'SignedHeaders' must name each signed header once, in lower case and in alphabetical order.",
    );
    assert.equal(describeFailure(failure, "s3").code, "SignatureDoesNotMatch");
    assert.equal(describeFailure(failure, "json").code, "InvalidSignatureException");
  });

  it("rightly stand in the canonical request once, which is no longer than what was sent", () => {
    const name = fc.stringMatching(/^[a-z0-9_-]{1,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1 }), fc.string({ maxLength: 40 }), (names, value) => {
        const list = [...names].sort().join(";");
        const parsed = parseSignedHeaders(list);
        assert.deepEqual(parsed, list.split(";"));
        for (const each of names) assert.ok(includesName(parsed, each));
        assert.equal(includesName(parsed, `${names[0]}!`), false);
        const headers = Object.fromEntries(names.map((each) => [each, [value]]));
        assert.ok(
          canonicalHeaders(headers, parsed).length <= list.length + names.length * (value.length + 2),
        );
      }),
    );
  });
});

describe("what an answer repeats is bounded", () => {
  const long = 30_000;
  const quotes = "'".repeat(long);
  const manyNames = Array.from(
    { length: 1_900 },
    (_, index) => `x-amz-${index.toString(36).padStart(4, "0")}`,
  );
  const signedHeaders = "host;x-amz-date";
  const withPath = (request: SignedRequest, rawPath: string): SignedRequest => ({ ...request, rawPath });
  const signed = inHeader({ signedHeaders });
  const attacks: Readonly<Record<string, SignedRequest>> = {
    "a long header": inHeader({ signedHeaders: "host;u;x-amz-date", headers: { u: [quotes] } }),
    "a long path": withPath(signed, `/${"%".repeat(long)}`),
    "a path of segments": withPath(signed, "/a".repeat(long / 2)),
    "a long query": { ...signed, rawQuery: `a=${"&".repeat(10)}${"<".repeat(long)}` },
    "a query of many parameters": { ...signed, rawQuery: "'&".repeat(long / 2) },
    "many signed headers that did not come": inHeader({
      signedHeaders: Array.from({ length: 6_000 }, (_, index) => index.toString(36).padStart(4, "0"))
        .concat("host", "x-amz-date")
        .sort()
        .join(";"),
    }),
    "many headers that are not signed": inHeader({
      signedHeaders,
      headers: Object.fromEntries(manyNames.map((name) => [name, ["1"]])),
    }),
    "a long scope": inHeader({ signedHeaders, scope: `${quotes}/${quotes}/${quotes}/${quotes}` }),
    "a long region": inHeader({ signedHeaders, scope: `20260517/${quotes}/iam/aws4_request` }),
    "a long credential that is none": inHeader({ signedHeaders, scope: quotes }),
    "a long algorithm": { ...signed, headers: { ...signed.headers, authorization: [`${quotes}=`] } },
    "a long word": {
      ...signed,
      headers: { ...signed.headers, authorization: [`AWS4-HMAC-SHA256 ${quotes}`] },
    },
    "a long date": { ...signed, headers: { ...signed.headers, "x-amz-date": [quotes] } },
    "a long region set": inHeader({
      signedHeaders: "host;x-amz-date;x-amz-region-set",
      algorithm: "AWS4-ECDSA-P256-SHA256",
      headers: { "x-amz-region-set": [",".repeat(long)] },
    }),
    "a long content hash": inHeader({
      signedHeaders: "host;x-amz-content-sha256;x-amz-date",
      scope: "20260517/us-east-1/s3/aws4_request",
      headers: { "x-amz-content-sha256": [quotes] },
    }),
    "a presigned long query": inQuery({
      signedHeaders: "host",
      scope: `20260517/${quotes}/iam/aws4_request`,
    }),
  };
  for (const [name, request] of Object.entries(attacks)) {
    it(name, () => {
      const failure = failureOf(request);
      for (const dialect of DIALECTS) {
        const bound = dialect === "s3" ? 2 * sizeOf(request) + 10_000 : 10_300;
        const length = answeredLength(failure, dialect);
        assert.ok(length <= bound, `${failure.reason} in ${dialect}: ${length} > ${bound}`);
      }
    });
  }

  it("in a mismatch both texts are there, and how long the first is", () => {
    const request = inHeader({ signedHeaders: "host;u;x-amz-date", headers: { u: [quotes] } });
    const failure = failureOf(request);
    const { message } = describeFailure(failure, "query");
    assert.match(
      message,
      /The Canonical String for this request should have been\n'POST\n\/\n\nhost:localhost\nu:''''/,
    );
    assert.match(
      message,
      /'\.\.\. \(30\d{3} characters\)'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n/,
    );
  });
});

describe("a request that was signed, and then changed", () => {
  const dear = fc
    .tuple(fc.constantFrom("'", "&", "<", "%", " ", "\u00e9", "a"), fc.nat({ max: 2_000 }))
    .map(([character, count]) => character.repeat(count));
  const values = fc.array(fc.oneof(dear, fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 4 });
  const headers = fc.dictionary(fc.stringMatching(/^x-[a-z]{1,3}$/), values, { maxKeys: 5 });
  const changes = fc.record({
    /** Where a byte of the Authorization header becomes another. */
    at: fc.nat({ max: 400 }),
    byte: fc.constantFrom("'", "&", ";", "/", "=", ",", " ", "A", "\u0080"),
    repeated: fc.boolean(),
    rawQuery: dear,
    rawPath: dear.map((text) => `/${text}`),
  });

  it("is answered, never thrown, in bytes that grow with it", () => {
    const property = fc.property(headers, changes, (extra, { at, byte, repeated, rawQuery, rawPath }) => {
      const request = {
        ...inHeader({ signedHeaders: "host;x-amz-date" }),
        rawQuery: "",
        headers: { host: ["localhost"], ...extra },
      };
      const options = {
        credentials: { accessKeyId: "AKIAKNOWN", secretAccessKey: SECRET },
        ...{ region: "us-east-1", service: "iam", nowMs: NOW_MS },
      };
      const added = Object.entries(signRequest(request, options)).map(
        ([name, value]) => [name, [value]] as const,
      );
      const signed: Record<string, readonly string[]> = { ...request.headers, ...Object.fromEntries(added) };
      const authorization = signed.authorization?.[0] ?? "";
      const index = at % authorization.length;
      const mutated = authorization.slice(0, index) + byte + authorization.slice(index + 1);
      signed.authorization = repeated ? [mutated, mutated] : [mutated];
      const changed = { ...request, headers: signed, rawQuery, rawPath };
      const parsed = parseAuthorization(changed);
      const checked = parsed.claim && checkClaim(parsed.claim, { nowMs: NOW_MS });
      const signingKeys = createSigningKeyCache({ capacity: 10 });
      const failure =
        parsed.failure ??
        checked?.failure ??
        (checked?.claim && verifySignature(checked.claim, changed, { secret: SECRET, signingKeys }));
      if (failure === undefined) return;
      for (const dialect of DIALECTS) {
        const bound = (dialect === "s3" ? 12 : 6) * sizeOf(changed) + 4_000;
        assert.ok(answeredLength(failure, dialect) <= bound, `${failure.reason} in ${dialect}`);
      }
    });
    fc.assert(property, { numRuns: 400 });
  });
});

describe("the cache of signing keys", () => {
  it("keeps no key of a scope that proved nothing", () => {
    const signingKeys = createSigningKeyCache({ capacity: 1_000 });
    for (let index = 0; index < 100; index++) {
      const scope = `20260517/region-${index}/iam/aws4_request`;
      assert.equal(
        failureOf(inHeader({ signedHeaders: "host;x-amz-date", scope }), signingKeys).reason,
        "signatureMismatch",
      );
    }
    assert.deepEqual([signingKeys.size, signingKeys.bytes], [0, 0]);
  });

  it("weighs long scopes as what they take", () => {
    const signingKeys = createSigningKeyCache({ capacity: 100 });
    for (let index = 0; index < 100; index++) {
      const region = `${index}${"r".repeat(10_000)}`;
      const credential = `AKIA/20260517/${region}/iam/aws4_request`;
      const scope = { accessKeyId: "AKIA", credential, scopeDate: "20260517", region, service: "iam" };
      signingKeys.keep(SECRET, scope, signingKeys.signingKey(SECRET, scope));
      assert.ok(signingKeys.bytes <= 200_000);
    }
    assert.ok(signingKeys.size < 5);
  });
});
