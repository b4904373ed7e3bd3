import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { checkClaim, type ExpectedScope, regionOf } from "./check-claim.ts";
import { type Dialect, describeFailure } from "./describe-failure.ts";
import type { SignatureFailure } from "./failure.ts";
import { parseAuthorization } from "./parse-authorization.ts";
import type { SignedRequest } from "./request.ts";
import { formatTimestamp } from "./timestamp.ts";

const NOW_MS = Date.UTC(2026, 4, 17, 8, 30, 0);
const SIGNATURE = "0".repeat(64);
const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260517/us-east-1/iam/aws4_request, SignedHeaders=host;x-amz-date, Signature=${SIGNATURE}`;

function digest(text: string): string {
  return hash("sha256", text, "base64");
}

type Headers = Readonly<Record<string, string | undefined>>;

function request(headers: Headers, rawQuery = ""): SignedRequest {
  const all = { host: "localhost", "x-amz-date": "20260517T083000Z", ...headers };
  const lists = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value]] as const],
  );
  return {
    method: "POST",
    rawPath: "/",
    rawQuery,
    headers: Object.fromEntries(lists),
    payload: new Uint8Array(),
  };
}

function failureOf(of: SignedRequest, expected: Partial<ExpectedScope> = {}): SignatureFailure {
  const parsed = parseAuthorization(of);
  if (parsed.failure) return parsed.failure;
  const checked = checkClaim(parsed.claim, { nowMs: NOW_MS, ...expected });
  assert.ok(checked.failure, "the request was expected to fail");
  return checked.failure;
}

function answer(of: SignedRequest, dialect: Dialect, expected: Partial<ExpectedScope> = {}): string {
  const { httpStatus, code, message } = describeFailure(failureOf(of, expected), dialect);
  return `${httpStatus} ${code}: ${message}`;
}

function presigned(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const parameters = {
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": "AKIDEXAMPLE/20260517/us-east-1/iam/aws4_request",
    "X-Amz-Date": "20260517T083000Z",
    "X-Amz-Expires": "60",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": SIGNATURE,
    ...changes,
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("&");
}

const NO_DATE = { "x-amz-date": undefined };

describe("an Authorization header", () => {
  const cases: readonly (readonly [string, Headers, string])[] = [
    ["none", {}, "403 MissingAuthenticationToken: Request is missing Authentication Token"],
    [
      "blank",
      { authorization: " " },
      "403 MissingAuthenticationToken: Request is missing Authentication Token",
    ],
    [
      "of another kind",
      { authorization: "Bearer token" },
      `400 IncompleteSignature: Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${digest("token")}'.`,
    ],
    [
      "of an unknown algorithm",
      { authorization: "AWS5-HMAC-SHA256 Credential=a" },
      "400 IncompleteSignature: Unsupported AWS 'algorithm': 'AWS5-HMAC-SHA256'.",
    ],
    [
      "with a word that is no pair",
      { authorization: "AWS4-HMAC-SHA256 Credential=a, b c" },
      `400 IncompleteSignature: Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${digest("b c")}'.`,
    ],
    [
      "with nothing that it needs",
      { ...NO_DATE, authorization: "AWS4-HMAC-SHA256 Foo=Bar" },
      `400 IncompleteSignature: Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) Authorization=${digest("AWS4-HMAC-SHA256 Foo=Bar")}`,
    ],
    [
      "without a date beside it",
      { ...NO_DATE, authorization: AUTHORIZATION },
      `400 IncompleteSignature: Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. (Hashed with SHA-256 and encoded with Base64) Authorization=${digest(AUTHORIZATION)}`,
    ],
    [
      "that does not sign host",
      { authorization: AUTHORIZATION.replace("host;", "") },
      "403 SignatureDoesNotMatch: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      "that does not sign an x-amz- header",
      { authorization: AUTHORIZATION, "x-amz-target": "X.Y" },
      "403 SignatureDoesNotMatch: 'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      "with a date of another form",
      { authorization: AUTHORIZATION, "x-amz-date": "2026/05/17T08/30/00Z" },
      "400 IncompleteSignature: Date must be in ISO-8601 'basic format'. Got '2026/05/17T08/30/00Z'. See http://en.wikipedia.org/wiki/ISO_8601",
    ],
    [
      "with a credential of one element",
      { authorization: AUTHORIZATION.replace("/20260517/us-east-1/iam/aws4_request", "") },
      "400 IncompleteSignature: Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIDEXAMPLE'",
    ],
    [
      "more than 5 minutes old",
      { authorization: AUTHORIZATION, "x-amz-date": "20260517T082459Z" },
      "403 SignatureDoesNotMatch: Signature expired: 20260517T082459Z is now earlier than 20260517T082500Z (20260517T083000Z - 5 min.)",
    ],
    [
      "more than 5 minutes ahead",
      { authorization: AUTHORIZATION, "x-amz-date": "20260517T083501Z" },
      "403 SignatureDoesNotMatch: Signature not yet current: 20260517T083501Z is still later than 20260517T083500Z (20260517T083000Z + 5 min.)",
    ],
    [
      "scoped to another day",
      { authorization: AUTHORIZATION.replace("20260517", "20260516") },
      "403 SignatureDoesNotMatch: Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20260516' != '20260517', from '20260517T083000Z'.",
    ],
    [
      "scoped to all that is wrong",
      { authorization: AUTHORIZATION.replace("us-east-1/iam/aws4_request", "mars/sts/aws5_request") },
      "403 SignatureDoesNotMatch: Credential should be scoped to a valid region, not 'mars'. Credential should be scoped to correct service: 'iam'. Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. ",
    ],
  ];
  for (const [name, headers, expected] of cases) {
    it(name, () => {
      const scope = { service: "iam", acceptsRegion: (region: string) => region === "us-east-1" };
      assert.equal(answer(request(headers), "query", scope), expected);
    });
  }

  it("for a region that STS does not have, which it does not name", () => {
    const scope = { service: "sts", acceptsRegion: (region: string) => region === "us-east-1" };
    const authorization = AUTHORIZATION.replace("us-east-1/iam", "us-west-2/sts");
    assert.equal(
      answer(request({ authorization }), "query", scope),
      "403 SignatureDoesNotMatch: Credential should be scoped to a valid region. ",
    );
  });

  it("for another region than the service has", () => {
    const scope = { service: "iam", acceptsRegion: (region: string) => region === "us-east-1" };
    const authorization = AUTHORIZATION.replace("us-east-1", "us-west-2");
    assert.equal(
      answer(request({ authorization }), "query", scope),
      "403 SignatureDoesNotMatch: Credential should be scoped to a valid region, not 'us-west-2'. ",
    );
  });

  const windows: readonly (readonly [string, number])[] = [
    ["iam", 5],
    ["organizations", 5],
    ["execute-api", 5],
    ["sts", 15],
    ["s3", 15],
  ];
  for (const [service, minutes] of windows) {
    it(`for ${service} may be exactly ${minutes} minutes off, either way`, () => {
      const authorization = AUTHORIZATION.replace("/iam/", `/${service}/`);
      const judged = (offsetMs: number) => {
        const date = formatTimestamp(NOW_MS + offsetMs);
        const parsed = parseAuthorization(request({ authorization, "x-amz-date": date }));
        assert.ok(parsed.claim);
        return checkClaim(parsed.claim, { nowMs: NOW_MS + 999 }).failure?.reason;
      };
      const skewMs = minutes * 60_000;
      assert.deepEqual([judged(-skewMs), judged(skewMs)], [undefined, undefined]);
      assert.deepEqual(
        [judged(-skewMs - 1000), judged(skewMs + 1000)],
        ["signatureExpired", "signatureNotYetCurrent"],
      );
    });
  }

  it("for sts is told of 15 minutes as AWS tells it", () => {
    const authorization = AUTHORIZATION.replace("/iam/", "/sts/");
    assert.equal(
      answer(request({ authorization, "x-amz-date": "20260517T081459Z" }), "query"),
      "403 SignatureDoesNotMatch: Signature expired: 20260517T081459Z is now earlier than 20260517T081500Z (20260517T083000Z - 15 min.)",
    );
    assert.equal(
      answer(request({ authorization, "x-amz-date": "20260517T084501Z" }), "query"),
      "403 SignatureDoesNotMatch: Signature not yet current: 20260517T084501Z is still later than 20260517T084500Z (20260517T083000Z + 15 min.)",
    );
  });

  it("is dated by Date where there is no X-Amz-Date, in either form", () => {
    for (const date of ["Sun, 17 May 2026 08:30:00 GMT", "20260517T083000Z"]) {
      const { claim } = parseAuthorization(request({ ...NO_DATE, authorization: AUTHORIZATION, date }));
      assert.equal(claim?.timestamp, "20260517T083000Z");
    }
    const both = request({ authorization: AUTHORIZATION, date: "Mon, 18 May 2026 08:30:00 GMT" });
    assert.equal(parseAuthorization(both).claim?.timestamp, "20260517T083000Z");
  });

  it("counts with the last of each parameter, in any order and with any space around it", () => {
    const authorization = `AWS4-HMAC-SHA256   Signature=first ,SignedHeaders=host;x-amz-date,,Credential=AKID/20260517/us-east-1/iam/aws4_request,Signature=${SIGNATURE} `;
    const { claim } = parseAuthorization(request({ authorization }));
    assert.equal(claim?.signature, SIGNATURE);
    assert.equal(claim?.accessKeyId, "AKID");
  });
});

describe("a presigned request", () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string | undefined>>, string])[] = [
    [
      "with nothing but its algorithm",
      {
        "X-Amz-Credential": undefined,
        "X-Amz-Date": "",
        "X-Amz-Signature": undefined,
        "X-Amz-SignedHeaders": undefined,
      },
      "400 IncompleteSignature: AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
    ],
    ["that expired", { "X-Amz-Date": "20260517T082859Z" }, "400 RequestExpired: Request has expired."],
    ["that never lives", { "X-Amz-Expires": "0" }, "400 RequestExpired: Request has expired."],
    [
      "of -1 second",
      { "X-Amz-Expires": "-1" },
      "400 IncompleteSignature: X-Amz-Expires must be non-negative",
    ],
    [
      "of no number of seconds",
      { "X-Amz-Expires": "1e3" },
      "400 IncompleteSignature: X-Amz-Expires should be a number",
    ],
    [
      "of more than a week",
      { "X-Amz-Expires": "604801" },
      "400 IncompleteSignature: X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds",
    ],
    [
      "without expiry, after 5 minutes",
      { "X-Amz-Expires": undefined, "X-Amz-Date": "20260517T082000Z" },
      "403 SignatureDoesNotMatch: Signature expired: 20260517T082000Z is now earlier than 20260517T082500Z (20260517T083000Z - 5 min.)",
    ],
    [
      "from the future",
      { "X-Amz-Date": "20260517T090000Z" },
      "403 SignatureDoesNotMatch: Signature not yet current: 20260517T090000Z is still later than 20260517T083500Z (20260517T083000Z + 5 min.)",
    ],
    [
      "of an unknown algorithm",
      { "X-Amz-Algorithm": "AWS4-HMAC-SHA512" },
      "400 IncompleteSignature: Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512'.",
    ],
  ];
  for (const [name, changes, expected] of cases) {
    it(name, () => assert.equal(answer(request(NO_DATE, presigned(changes)), "query"), expected));
  }

  it("lives to its last second, up to a week", () => {
    const of = request(
      NO_DATE,
      presigned({
        "X-Amz-Expires": "604800",
        "X-Amz-Date": "20260510T083000Z",
        "X-Amz-Credential": "A/20260510/r/iam/aws4_request",
      }),
    );
    const { claim } = parseAuthorization(of);
    assert.ok(claim);
    assert.ok(checkClaim(claim, { nowMs: NOW_MS }).claim);
    assert.equal(checkClaim(claim, { nowMs: NOW_MS + 1000 }).failure?.reason, "presignedExpired");
  });

  it("that has an Authorization header too", () => {
    assert.equal(
      answer(request({ authorization: AUTHORIZATION }, presigned()), "query"),
      "403 SignatureDoesNotMatch: Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  });
});

describe("a SigV4a claim", () => {
  const authorization = AUTHORIZATION.replace("HMAC", "ECDSA-P256")
    .replace("/us-east-1/", "/")
    .replace("x-amz-date,", "x-amz-date;x-amz-region-set,");
  const claimed = (regions: string) => request({ authorization, "x-amz-region-set": regions });

  it("is for the regions of its set", () => {
    for (const regions of ["*", "us-*", "eu-west-1, us-east-1"]) {
      const { claim } = parseAuthorization(claimed(regions));
      assert.ok(claim, regions);
      const expected = {
        nowMs: NOW_MS,
        homeRegion: "us-east-1",
        acceptsRegion: (region: string) => region === "us-east-1",
      };
      assert.ok(checkClaim(claim, expected).claim, regions);
    }
    const served = { homeRegion: "us-east-1", acceptsRegion: (region: string) => region !== "mars-north-1" };
    for (const [regions, region] of [
      ["*", "us-east-1"],
      ["eu-west-1, us-*", "us-east-1"],
      ["mars-north-1, eu-west-1, eu-west-2", "eu-west-1"],
    ] as const) {
      const { claim } = parseAuthorization(claimed(regions));
      assert.ok(claim && checkClaim(claim, { nowMs: NOW_MS, service: "iam", ...served }).claim, regions);
      assert.equal(regionOf(claim, served), region);
    }
    for (const regions of ["", "eu-*", "eu-west-1"]) {
      const expected = { homeRegion: "us-east-1", acceptsRegion: (region: string) => region === "us-east-1" };
      assert.equal(failureOf(claimed(regions), expected).reason, "wrongScope");
    }
  });

  it("has a credential of four elements", () => {
    const five = claimed("*").headers.authorization?.[0]?.replace("/iam/", "/us-east-1/iam/");
    assert.equal(
      answer(request({ authorization: five, "x-amz-region-set": "*" }), "query"),
      "400 IncompleteSignature: Credential must have exactly 4 slash-delimited elements, e.g. keyid/date/service/term, got 'AKIDEXAMPLE/20260517/us-east-1/iam/aws4_request'",
    );
  });
});

describe("describeFailure", () => {
  const table: readonly (readonly [SignatureFailure, Readonly<Record<Dialect, string>>])[] = [
    [
      { reason: "missingAuthenticationToken" },
      {
        query: "403 MissingAuthenticationToken",
        json: "400 MissingAuthenticationTokenException",
        restJson: "403 MissingAuthenticationTokenException",
        s3: "403 AccessDenied",
      },
    ],
    [
      { reason: "unknownAccessKeyId", accessKeyId: "AKIA" },
      {
        query: "403 InvalidClientTokenId",
        json: "400 UnrecognizedClientException",
        restJson: "403 UnrecognizedClientException",
        s3: "403 InvalidAccessKeyId",
      },
    ],
    [
      { reason: "invalidSessionToken" },
      {
        query: "403 InvalidClientTokenId",
        json: "400 UnrecognizedClientException",
        restJson: "403 UnrecognizedClientException",
        s3: "400 InvalidToken",
      },
    ],
    [
      { reason: "expiredSessionToken" },
      {
        query: "403 ExpiredToken",
        json: "400 ExpiredTokenException",
        restJson: "403 ExpiredTokenException",
        s3: "400 ExpiredToken",
      },
    ],
    [
      { reason: "certificateMismatch" },
      {
        query: "403 AccessDenied",
        json: "400 AccessDeniedException",
        restJson: "403 AccessDeniedException",
        s3: "403 AccessDenied",
      },
    ],
    [
      { reason: "malformedCertificate", header: "X-Amz-X509" },
      {
        query: "400 IncompleteSignature",
        json: "400 IncompleteSignatureException",
        restJson: "403 IncompleteSignatureException",
        s3: "400 InvalidRequest",
      },
    ],
    [
      { reason: "hostNotSigned" },
      {
        query: "403 SignatureDoesNotMatch",
        json: "400 InvalidSignatureException",
        restJson: "403 InvalidSignatureException",
        s3: "403 AccessDenied",
      },
    ],
    [
      { reason: "malformedCredential", credential: "x", elements: 5, location: "query" },
      {
        query: "400 IncompleteSignature",
        json: "400 IncompleteSignatureException",
        restJson: "403 IncompleteSignatureException",
        s3: "400 AuthorizationQueryParametersError",
      },
    ],
  ];
  for (const [failure, answers] of table) {
    it(failure.reason, () => {
      for (const [dialect, expected] of Object.entries(answers)) {
        const { httpStatus, code } = describeFailure(failure, dialect as Dialect);
        assert.equal(`${httpStatus} ${code}`, expected);
      }
    });
  }

  it("speaks as S3 does", () => {
    const scope = { service: "s3", acceptsRegion: () => false, homeRegion: "eu-west-1" };
    const s3Authorization = AUTHORIZATION.replace("/iam/", "/s3/");
    assert.equal(
      answer(request({ authorization: s3Authorization }), "s3", scope),
      "400 AuthorizationHeaderMalformed: The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
    );
    assert.equal(
      answer(request(NO_DATE, presigned({ "X-Amz-Date": "20260517T080000Z" })), "s3"),
      "403 AccessDenied: Request has expired",
    );
    assert.equal(
      answer(request({ authorization: s3Authorization, "x-amz-date": "20260517T080000Z" }), "s3"),
      "403 RequestTimeTooSkewed: The difference between the request time and the current time is too large.",
    );
    const withoutExpiry = presigned({
      "X-Amz-Expires": undefined,
      "X-Amz-Credential": "A/20260517/us-east-1/s3/aws4_request",
    });
    assert.match(
      answer(request(NO_DATE, withoutExpiry), "s3"),
      /^400 AuthorizationQueryParametersError: Query-string/,
    );
  });

  it("shows both strings of a mismatch, as AWS does", () => {
    const failure: SignatureFailure = {
      reason: "signatureMismatch",
      accessKeyId: "AKIA",
      signature: "00",
      canonicalRequest: "GET\n/\n",
      stringToSign: "AWS4-HMAC-SHA256\nx",
    };
    assert.equal(
      describeFailure(failure, "json").message,
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'GET\n/\n'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\nx'\n",
    );
    const { details } = describeFailure(failure, "s3");
    assert.equal(details?.StringToSign, "AWS4-HMAC-SHA256\nx");
    assert.equal(details?.CanonicalRequestBytes, "47 45 54 0a 2f 0a");
  });
});

describe("parseAuthorization", () => {
  it("never throws, whatever comes", () => {
    const piece = fc.constantFrom(
      "AWS4-HMAC-SHA256 ",
      "Credential=",
      "a/b/c/d/e",
      "Signature=",
      "SignedHeaders=host",
      ",",
      "=",
      "/",
      " ",
      "%",
      "X-Amz-Algorithm",
      "&",
    );
    const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, text, text, (authorization, rawQuery, date) => {
        const parsed = parseAuthorization(request({ authorization, "x-amz-date": date }, rawQuery));
        const failure = parsed.failure ?? checkClaim(parsed.claim, { nowMs: NOW_MS, service: "iam" }).failure;
        for (const dialect of ["query", "json", "restJson", "s3"] as const) {
          if (failure) assert.ok(describeFailure(failure, dialect).code);
        }
      }),
      { numRuns: 500 },
    );
  });
});
