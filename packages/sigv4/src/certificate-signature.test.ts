import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readCertificateHeaders } from "./certificate-headers.ts";
import { checkCertificateClaim, checkClaim, type ExpectedScope } from "./check-claim.ts";
import { describeFailure } from "./describe-failure.ts";
import { parseAuthorization } from "./parse-authorization.ts";
import type { SignedRequest } from "./request.ts";
import { signByCertificate } from "./sign-by-certificate.ts";
import { canonicalRequestOf, stringToSignOf } from "./signed-text.ts";
import { verifyCertificateSignature } from "./verify-certificate-signature.ts";

/** What a client of AWS's own helper sent in July 2024, with the certificate that it signed by. */
const VECTOR_CERTIFICATE =
  "MIIENTCCAx2gAwIBAgIBFTANBgkqhkiG9w0BAQsFADBMMQswCQYDVQQGEwJVUzEPMA0GA1UECgwGR29vZ2xlMRMwEQYDVQQLDApF" +
  "bnRlcnByaXNlMRcwFQYDVQQDDA5TaW5nbGUgUm9vdCBDQTAeFw0yNDA1MTgxNDQ5MzFaFw0zNDA1MTgxNDQ5MzFaMFMxCzAJBgNV" +
  "BAcMAlVTMQ8wDQYDVQQKDAZHb29nbGUxEzARBgNVBAsMCkVudGVycHJpc2UxHjAcBgNVBAMMFWFsaWNlLWNlcnQuZG9tYWluLmNv" +
  "bTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAOwmW5PGCbkRYKrWjyFstW6KUjC2g6EMWOdhrnUiDYrJ2tyY0DIgowUX" +
  "9MFdBvfXBQmB4BMm1750U0/g4TV5brxyByNhQWljGBb0J40cMzFZYWzBdvAs5Xzp1NCTKwcndxAvq8EBeBwnaOcouu9khP5iL9Tx" +
  "qMqD3ydRUKO4UXgLBL7VtUOhTIn6eCLWRVDyShooAKVqFYQbRlHeLTxlwouckx1T2k80NB+109SngaorRIC0/1hRLOfL1FMYraNJ" +
  "gZtRxUpd8Kd99+vMAIkTnzaej00jfvI23cvM47Z7sblNhxKKMy2WjMEKbpijVCmYhnmXM0JtyuFhe7wgDTBUkj8CAwEAAaOCARkw" +
  "ggEVMA4GA1UdDwEB/wQEAwIHgDAJBgNVHRMEAjAAMBMGA1UdJQQMMAoGCCsGAQUFBwMCMB0GA1UdDgQWBBTW9zsS63ojE7V+aUGi" +
  "5iy4VCcdWDAfBgNVHSMEGDAWgBTs8OpTUz+fI9zBDjEQNwfe3udu8zBFBggrBgEFBQcBAQQ5MDcwNQYIKwYBBQUHMAKGKWh0dHA6" +
  "Ly9wa2kuZXNvZGVtb2FwcDIuY29tL2NhL3Jvb3QtY2EuY2VyMDoGA1UdHwQzMDEwL6AtoCuGKWh0dHA6Ly9wa2kuZXNvZGVtb2Fw" +
  "cDIuY29tL2NhL3Jvb3QtY2EuY3JsMCAGA1UdEQQZMBeCFWFsaWNlLWNlcnQuZG9tYWluLmNvbTANBgkqhkiG9w0BAQsFAAOCAQEA" +
  "gPktGR1U2f8mT6PLYtYutejj0su5qxOeOV5EcARm3H2mVS3+GyKxyaADaFJdwuwPPTO/64Do2HxwImXC59CNKbOwyOLi10QeJD9A" +
  "qsHSvCqwTsT7oWpMO64ngBGa9QuUh/C1UGKKqj8Sqsnf/IsfNQ28Y0x0dQUiue/005Ef2+8gqt22gyNwwfvFSPscrXGCA10V8wvq" +
  "8jp8k2GZTQr8w0EhP0Hpnts9IXuhGO4HCIZA2MGwdZqliEFhwgQlDzD145OFe1CJTRm7fbbSHDROZwMKPc31mDuCn4PcDtcM+VF5" +
  "lAH35DghJaX92xyYm+ECPhMBAVqkA8e1WaZdGKi03Q==";
const VECTOR_SIGNATURE =
  "500d79d98f50408908db67bd9b794cef9233768063c301d520a792cfc1e84644386a908e67e88003cc98478ae3fec8cd8fd7" +
  "c42a137b7d338d8d58f250f58a78faa0530a5e90a16be0a98b53162e4dd4b124a753fdcd007f106f82346f424024399fe8af" +
  "0cb95dbf0601ce37c12747c35f8c1f2ac03289982de9fecfb15a0186575ba2040329ccedc7526b339367b39b76a1b9b83462" +
  "2af0fd7cc11c5fe458ce62da3a7b4fbede02a921134498c50992267249a28d3defd2cb31a7927cdbba56e02f3ce027aadcd6" +
  "0449b6274e3daef6766163a2eb848e4339e7f9ca88b36c83edd6ef28952b10dec2a97eee7780a07d15f8a4b707211c3445b0" +
  "b367dffff45d";
const VECTOR_MS = Date.UTC(2024, 6, 6, 11, 38, 59);

const VECTOR: SignedRequest = {
  method: "POST",
  rawPath: "/sessions",
  rawQuery:
    "profileArn=arn%3Aaws%3Arolesanywhere%3Aus-east-2%3A291738886548%3Aprofile%2F6f4943fb-13d4-4242-89c4-be367595c380&roleArn=arn%3Aaws%3Aiam%3A%3A291738886548%3Arole%2Frolesanywhere1&trustAnchorArn=arn%3Aaws%3Arolesanywhere%3Aus-east-2%3A291738886548%3Atrust-anchor%2Fa545a1fc-5d86-4032-8f4c-61cdd6ff92da",
  headers: {
    host: ["127.0.0.1:8080"],
    "content-type": ["application/json"],
    "x-amz-date": ["20240706T113859Z"],
    "x-amz-x509": [VECTOR_CERTIFICATE],
    authorization: [
      `AWS4-X509-RSA-SHA256 Credential=21/20240706/us-east-2/rolesanywhere/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-x509, Signature=${VECTOR_SIGNATURE}`,
    ],
  },
  payload: Buffer.from('{"durationSeconds":3600}'),
};

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const RSA: Keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const EC: Keys = generateKeyPairSync("ec", { namedCurve: "P-384" });
const ML_DSA: Keys = generateKeyPairSync("ml-dsa-65");
const NOW_MS = Date.UTC(2026, 4, 17, 8, 30, 0);
const SERIAL = "1098765432109876543210";
const PLAIN: SignedRequest = {
  method: "POST",
  rawPath: "/sessions",
  rawQuery: "",
  headers: { host: ["localhost:4600"], "content-type": ["application/json"] },
  payload: Buffer.from("{}"),
};

/** What stands in the headers is nothing but bytes to this package. */
function signedBy({ privateKey }: Keys, chain: readonly Uint8Array[] = [], plain = PLAIN): SignedRequest {
  const added = signByCertificate(plain, {
    privateKey,
    leaf: Buffer.from("the leaf"),
    chain,
    serialNumber: SERIAL,
    region: "us-east-1",
    service: "rolesanywhere",
    nowMs: NOW_MS,
  });
  return withHeaders(plain, added);
}

function withHeaders(request: SignedRequest, added: Readonly<Record<string, string>>): SignedRequest {
  const lists = Object.fromEntries(Object.entries(added).map(([name, value]) => [name, [value]]));
  return { ...request, headers: { ...request.headers, ...lists } };
}

function failureOf(
  request: SignedRequest,
  { publicKey }: Pick<Keys, "publicKey">,
  { serialNumber = SERIAL, ...expected }: Partial<ExpectedScope> & { readonly serialNumber?: string } = {},
) {
  const parsed = parseAuthorization(request);
  if (parsed.failure) return parsed.failure;
  const checked = checkCertificateClaim(parsed.claim, {
    nowMs: NOW_MS,
    service: "rolesanywhere",
    ...expected,
  });
  if (checked.failure) return checked.failure;
  return verifyCertificateSignature(checked.claim, request, { publicKey, serialNumber });
}

describe("a request that AWS's helper signed", () => {
  const certificate = new X509Certificate(Buffer.from(VECTOR_CERTIFICATE, "base64"));
  const atThatTime = { nowMs: VECTOR_MS, serialNumber: "21" };

  it("is genuine, and its texts are the published ones", () => {
    assert.equal(failureOf(VECTOR, certificate, atThatTime), undefined);
    const { claim } = parseAuthorization(VECTOR);
    assert.ok(claim);
    const { canonicalRequest = "" } = canonicalRequestOf(claim, VECTOR);
    assert.equal(
      stringToSignOf(claim, canonicalRequest),
      "AWS4-X509-RSA-SHA256\n20240706T113859Z\n20240706/us-east-2/rolesanywhere/aws4_request\n0341377207232aa5da02d53ac67e71211fab7a4dd4cfc5f63c6121b17f540268",
    );
  });

  it("brings the certificate along, as bytes", () => {
    const sent = readCertificateHeaders(VECTOR);
    assert.ok("leaf" in sent);
    assert.deepEqual(Buffer.from(sent.leaf), certificate.raw);
    assert.deepEqual(sent.chain, []);
  });

  it("is genuine no more with another body, query, path or method", () => {
    for (const change of [
      { payload: Buffer.from('{"durationSeconds":43200}') },
      { rawQuery: VECTOR.rawQuery.replace("rolesanywhere1", "rolesanywhere2") },
      { rawPath: "/session" },
      { method: "PUT" },
    ])
      assert.deepEqual(failureOf({ ...VECTOR, ...change }, certificate, atThatTime), {
        reason: "certificateMismatch",
      });
  });
});

describe("what is signed by a certificate's key", () => {
  for (const [type, keys, algorithm] of [
    ["RSA", RSA, "AWS4-X509-RSA-SHA256"],
    ["EC", EC, "AWS4-X509-ECDSA-SHA256"],
    ["ML-DSA", ML_DSA, "AWS4-X509-MLDSA"],
  ] as const)
    it(`of type ${type} is verified by it, with intermediates and without`, () => {
      for (const chain of [[], [Buffer.from("one"), Buffer.from("another")]]) {
        const request = signedBy(keys, chain);
        assert.ok(request.headers.authorization?.[0]?.startsWith(`${algorithm} `));
        assert.equal(failureOf(request, keys), undefined);
        const sent = readCertificateHeaders(request);
        assert.ok("chain" in sent);
        assert.deepEqual(sent.chain.map(String), chain.map(String));
      }
    });

  it("is not verified by another key, of its type or of any", () => {
    const others = [
      generateKeyPairSync("rsa", { modulusLength: 2048 }),
      generateKeyPairSync("rsa", { modulusLength: 512 }),
      generateKeyPairSync("rsa-pss", { modulusLength: 2048 }),
      generateKeyPairSync("ec", { namedCurve: "P-256" }),
      generateKeyPairSync("ed25519"),
      generateKeyPairSync("ml-dsa-44"),
    ];
    for (const keys of [RSA, EC, ML_DSA])
      for (const other of [...others, ...[RSA, EC, ML_DSA].filter((each) => each !== keys)])
        assert.deepEqual(failureOf(signedBy(keys), other), { reason: "certificateMismatch" });
  });

  it("names its certificate by serial number, and no other", () => {
    for (const serialNumber of ["1", "", `0${SERIAL}`])
      assert.deepEqual(failureOf(signedBy(RSA), RSA, { serialNumber }), { reason: "certificateMismatch" });
  });

  it("has a signature in hexadecimal that is not too long", () => {
    const request = signedBy(RSA);
    const authorization = request.headers.authorization?.[0] ?? "";
    const [, signature = ""] = authorization.split("Signature=");
    for (const other of [
      "",
      "zz",
      signature.slice(1),
      `${signature}00`,
      "00".repeat(4_628),
      "00".repeat(4_627),
    ]) {
      const changed = withHeaders(request, { authorization: authorization.replace(signature, other) });
      assert.deepEqual(failureOf(changed, RSA), { reason: "certificateMismatch" }, other.slice(0, 20));
    }
  });

  it("is dated, and good for five minutes", () => {
    const request = signedBy(EC);
    assert.equal(failureOf(request, EC, { nowMs: NOW_MS + 300_000 })?.reason, undefined);
    assert.equal(failureOf(request, EC, { nowMs: NOW_MS + 301_000 })?.reason, "signatureExpired");
    assert.equal(failureOf(request, EC, { nowMs: NOW_MS - 301_000 })?.reason, "signatureNotYetCurrent");
  });

  it("is for one region, service and day", () => {
    const request = signedBy(EC);
    const regions = { acceptsRegion: (region: string) => region === "eu-west-1" };
    assert.equal(failureOf(request, EC, regions)?.reason, "wrongScope");
    assert.equal(failureOf(request, EC, { service: "sts" })?.reason, "wrongScope");
    const authorization = request.headers.authorization?.[0] ?? "";
    for (const [part, other] of [
      ["/20260517/", "/20260516/"],
      ["aws4_request", "aws4_session"],
    ] as const) {
      const changed = withHeaders(request, { authorization: authorization.replace(part, other) });
      assert.equal(failureOf(changed, EC)?.reason, "wrongScope");
    }
  });

  it("covers host, date, certificate and intermediates, whatever it says", () => {
    const request = signedBy(EC, [Buffer.from("one")]);
    const authorization = request.headers.authorization?.[0] ?? "";
    for (const [name, reason] of [
      ["host", "hostNotSigned"],
      ["x-amz-date", "headersNotSigned"],
      ["x-amz-x509", "headersNotSigned"],
      ["x-amz-x509-chain", "headersNotSigned"],
    ] as const) {
      const [, list = ""] = /SignedHeaders=([^,]+)/.exec(authorization) ?? [];
      const without = list.split(";").filter((each) => each !== name);
      const changed = withHeaders(request, { authorization: authorization.replace(list, without.join(";")) });
      assert.equal(failureOf(changed, EC)?.reason, reason, name);
    }
    const more = withHeaders(signedBy(EC), { "x-amz-x509-chain": "b25l" });
    assert.equal(failureOf(more, EC)?.reason, "headersNotSigned");
  });

  it("may have any header, and is another request with any other", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7e]{0,40}$/), fc.nat({ max: 7 }), (text, bit) => {
        const plain = { ...PLAIN, headers: { ...PLAIN.headers, "x-amz-meta": [`a${text}`] } };
        const request = signedBy(EC, [], plain);
        assert.equal(failureOf(request, EC), undefined);
        const other = withHeaders(request, { "x-amz-meta": `b${text}${bit}` });
        assert.equal(failureOf(other, EC)?.reason, "certificateMismatch");
      }),
      { numRuns: 25 },
    );
  });
});

describe("the two kinds of signatures", () => {
  it("never stand for each other", () => {
    const { claim } = parseAuthorization(signedBy(RSA));
    assert.ok(claim);
    assert.deepEqual(checkClaim(claim, { nowMs: NOW_MS }).failure, {
      reason: "unsupportedAlgorithm",
      algorithm: "AWS4-X509-RSA-SHA256",
      location: "header",
    });
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIA/20260517/us-east-1/rolesanywhere/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;
    const secret = withHeaders(PLAIN, { authorization, "x-amz-date": "20260517T083000Z" });
    assert.equal(failureOf(secret, RSA)?.reason, "unsupportedAlgorithm");
  });

  it("stand in the header, of a certificate's key alone", () => {
    const rawQuery =
      "X-Amz-Algorithm=AWS4-X509-RSA-SHA256&X-Amz-Credential=1%2F20260517%2Fus-east-1%2Frolesanywhere%2Faws4_request&X-Amz-Date=20260517T083000Z&X-Amz-SignedHeaders=host&X-Amz-Signature=00";
    assert.deepEqual(parseAuthorization({ ...PLAIN, rawQuery }).failure, {
      reason: "unsupportedAlgorithm",
      algorithm: "AWS4-X509-RSA-SHA256",
      location: "query",
    });
  });

  it("fail in words of their own", () => {
    const { code, message, httpStatus } = describeFailure({ reason: "certificateMismatch" }, "restJson");
    assert.deepEqual([httpStatus, code, message], [403, "AccessDeniedException", "Invalid signature"]);
  });
});

describe("headers with certificates", () => {
  it("stand there once, and hold base64", () => {
    const ofLeaf = { reason: "malformedCertificate", header: "X-Amz-X509" };
    const ofChain = { reason: "malformedCertificate", header: "X-Amz-X509-Chain" };
    const read = (leaf: readonly string[] | undefined, chain?: readonly string[]) =>
      readCertificateHeaders({
        ...PLAIN,
        headers: { ...PLAIN.headers, "x-amz-x509": leaf, "x-amz-x509-chain": chain },
      });
    for (const leaf of [
      undefined,
      [],
      [""],
      ["AAAA", "AAAA"],
      ["AAAA,AAAA"],
      ["AAA"],
      ["A-__"],
      ["AA==AA=="],
    ])
      assert.deepEqual(read(leaf), ofLeaf, String(leaf));
    for (const chain of [[""], ["AAAA", "AAAA"], ["AAAA,"], ["AAAA,,AAAA"], ["AAAA;AAAA"]])
      assert.deepEqual(read(["AAAA"], chain), ofChain, String(chain));
    assert.ok("chain" in read(["AAAA"], ["AAAA, AAAA"]));
  });

  it("sign by keys that there is an algorithm for", () => {
    assert.throws(() => signedBy(generateKeyPairSync("ed25519")), /A key of type ed25519 signs no request\./);
  });
});
