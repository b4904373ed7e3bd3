import { createHmac, hash } from "node:crypto";
import { checkClaim, createSigningKeyCache, parseAuthorization, verifySignature } from "@rolecall/sigv4";
import { CREDENTIALS, type SampleRequest, signedCreateUser } from "./signed-request.ts";
import { type Step, timeStep } from "./step.ts";

const REQUESTS = 2_000;
/** The lengths of a canonical request and a string to sign of these requests. */
const CANONICAL_BYTES = 260;
const STRING_TO_SIGN_BYTES = 137;

/** Reading the Authorization header, judging time and scope, verifying the signature. */
export function signatureSteps(): readonly Step[] {
  const requests = Array.from({ length: REQUESTS }, (_, number) => signedCreateUser(number));
  const signingKeys = createSigningKeyCache({ capacity: 10 });
  const canonical = Buffer.alloc(CANONICAL_BYTES, "c");
  const stringToSign = Buffer.alloc(STRING_TO_SIGN_BYTES, "s");
  const key = Buffer.alloc(32, "k");
  return [
    {
      name: "verify",
      take: timeStep(requests, (request) => verify(request, signingKeys)),
      comparedWith: "SHA-256 of the body and of a canonical request, HMAC of a string to sign",
      takeLimit: timeStep(requests, ({ body }) => [
        hash("sha256", body, "hex"),
        hash("sha256", canonical, "hex"),
        createHmac("sha256", key).update(stringToSign).digest("hex"),
      ]),
    },
  ];
}

function verify(request: SampleRequest, signingKeys: ReturnType<typeof createSigningKeyCache>): true {
  const parsed = parseAuthorization(request);
  const checked = parsed.claim && checkClaim(parsed.claim, { nowMs: Date.now(), service: "iam" });
  const secret = CREDENTIALS.secretAccessKey;
  const isVerified =
    checked?.claim !== undefined &&
    verifySignature(checked.claim, request, { secret, signingKeys }) === undefined;
  if (!isVerified) throw new Error("A signature was not verified.");
  return true;
}
