import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { canonicalRequestOf, parseAuthorization, type SignedRequest, stringToSignOf } from "../src/index.ts";
import { receivedRequest } from "./received-request.ts";

/**
 * Canonical requests and strings to sign that AWS published: in the General Reference ("Create a canonical request", IAM's
 * ListUsers), and in the SigV4 test suite of its SDKs (the files …-canonical-request.txt and …-string-to-sign.txt). The
 * suite's texts of post-x-www-form-urlencoded are of a request without its body; so is the request here.
 */
interface Published {
  readonly name: string;
  readonly request: Partial<SignedRequest>;
  readonly authorization?: string;
  readonly canonicalRequest: readonly string[];
  readonly stringToSign: readonly string[];
}

const EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const SUITE_HEADERS = { host: ["example.amazonaws.com"], "x-amz-date": ["20150830T123600Z"] };
const FORM = { "content-length": ["13"], "content-type": ["application/x-www-form-urlencoded"] };
const HMAC = "AWS4-HMAC-SHA256";
const ECDSA = "AWS4-ECDSA-P256-SHA256";

/** As clients send it: the parameters are not in the order in which they are signed, and the signature is among them. */
function presignedQuery(algorithm: string, scope: string, more = ""): string {
  const credential = encodeURIComponent(`AKIDEXAMPLE/${scope}`);
  return `Param2=value2&Param1=value1&X-Amz-Algorithm=${algorithm}&X-Amz-Credential=${credential}&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host${more}&X-Amz-Signature=00`;
}

const PUBLISHED: readonly Published[] = [
  {
    name: "General Reference: IAM ListUsers",
    request: {
      rawQuery: "Action=ListUsers&Version=2010-05-08",
      headers: {
        "content-type": ["application/x-www-form-urlencoded; charset=utf-8"],
        host: ["iam.amazonaws.com"],
        "x-amz-date": ["20150830T123600Z"],
      },
    },
    authorization: `${HMAC} Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=00`,
    canonicalRequest: [
      "GET",
      "/",
      "Action=ListUsers&Version=2010-05-08",
      "content-type:application/x-www-form-urlencoded; charset=utf-8",
      "host:iam.amazonaws.com",
      "x-amz-date:20150830T123600Z",
      "",
      "content-type;host;x-amz-date",
      EMPTY_HASH,
    ],
    stringToSign: [
      HMAC,
      "20150830T123600Z",
      "20150830/us-east-1/iam/aws4_request",
      "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59",
    ],
  },
  {
    name: "suite v4: post-x-www-form-urlencoded, header",
    request: { method: "POST", headers: { ...SUITE_HEADERS, ...FORM } },
    authorization: `${HMAC} Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=content-length;content-type;host;x-amz-date, Signature=00`,
    canonicalRequest: [
      "POST",
      "/",
      "",
      "content-length:13",
      "content-type:application/x-www-form-urlencoded",
      "host:example.amazonaws.com",
      "x-amz-date:20150830T123600Z",
      "",
      "content-length;content-type;host;x-amz-date",
      EMPTY_HASH,
    ],
    stringToSign: [
      HMAC,
      "20150830T123600Z",
      "20150830/us-east-1/service/aws4_request",
      "0eccf3fbe5a3c5d3df1d87c98cdf5dbde190d26aabdd91c9407db930a0c00896",
    ],
  },
  {
    name: "suite v4: get-vanilla-query-order-key-case, query",
    request: {
      rawQuery: presignedQuery(HMAC, "20150830/us-east-1/service/aws4_request"),
      headers: { host: ["example.amazonaws.com"] },
    },
    canonicalRequest: [
      "GET",
      "/",
      "Param1=value1&Param2=value2&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host",
      "host:example.amazonaws.com",
      "",
      "host",
      EMPTY_HASH,
    ],
    stringToSign: [
      HMAC,
      "20150830T123600Z",
      "20150830/us-east-1/service/aws4_request",
      "eb1512f5ed1470925b7b1072c2108953680032d6bc3ccbef8eb7c6fdf1639827",
    ],
  },
  {
    name: "suite v4a: post-x-www-form-urlencoded, header",
    request: { method: "POST", headers: { ...SUITE_HEADERS, ...FORM, "x-amz-region-set": ["us-east-1"] } },
    authorization: `${ECDSA} Credential=AKIDEXAMPLE/20150830/service/aws4_request, SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-region-set, Signature=00`,
    canonicalRequest: [
      "POST",
      "/",
      "",
      "content-length:13",
      "content-type:application/x-www-form-urlencoded",
      "host:example.amazonaws.com",
      "x-amz-date:20150830T123600Z",
      "x-amz-region-set:us-east-1",
      "",
      "content-length;content-type;host;x-amz-date;x-amz-region-set",
      EMPTY_HASH,
    ],
    stringToSign: [
      ECDSA,
      "20150830T123600Z",
      "20150830/service/aws4_request",
      "6178d1b2ece97a8cdaaeb598a8d2383c6beba9c1a660e9036eb0be29a730d964",
    ],
  },
  {
    name: "suite v4a: get-vanilla-query-order-key-case, query",
    request: {
      rawQuery: presignedQuery(ECDSA, "20150830/service/aws4_request", "&X-Amz-Region-Set=us-east-1"),
      headers: { host: ["example.amazonaws.com"] },
    },
    canonicalRequest: [
      "GET",
      "/",
      "Param1=value1&Param2=value2&X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Region-Set=us-east-1&X-Amz-SignedHeaders=host",
      "host:example.amazonaws.com",
      "",
      "host",
      EMPTY_HASH,
    ],
    stringToSign: [
      ECDSA,
      "20150830T123600Z",
      "20150830/service/aws4_request",
      "870ccff279ac7689a8c159bed2e254d07b6c5c4c864eb23212d1533b4d0fc316",
    ],
  },
];

describe("canonical request and string to sign are what AWS published", () => {
  for (const published of PUBLISHED) {
    it(published.name, () => {
      const request = receivedRequest(published.request, published.authorization);
      const { claim, failure } = parseAuthorization(request);
      assert.ok(claim, JSON.stringify(failure));
      const { canonicalRequest } = canonicalRequestOf(claim, request);
      assert.equal(canonicalRequest, published.canonicalRequest.join("\n"));
      assert.equal(stringToSignOf(claim, canonicalRequest), published.stringToSign.join("\n"));
    });
  }
});
