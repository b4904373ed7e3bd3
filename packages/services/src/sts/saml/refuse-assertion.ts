/** What AWS says of an assertion that is refused: recorded or documented, where nothing else is said. */
import { newUuid } from "@rolecall/credentials";
import type { SamlRefusalReason } from "@rolecall/federation/saml";
import type { Environment, ServiceError } from "@rolecall/operations";
import { stsError } from "../error.ts";

interface Answer {
  readonly code?: "ExpiredTokenException" | "IDPRejectedClaim";
  readonly text: string;
  /** Whether it comes of the service behind STS, as its words tell. */
  readonly isOfReader?: true;
}

const AUDIENCE: Answer = { text: "Response does not contain the required audience" };
const NAME = "[a-zA-Z_0-9+=,.@-]{2,64}";

const ANSWERS: Readonly<Record<SamlRefusalReason | "provider" | "spent", Answer>> = {
  malformed: { text: "Invalid base64 SAMLResponse", isOfReader: true },
  unsigned: {
    text: "Response (with optional signature) must contain an assertion with a mandatory signature",
    isOfReader: true,
  },
  signature: { text: "Response signature invalid" },
  issuer: { text: "Issuer not present in specified provider", isOfReader: true },
  expired: { code: "ExpiredTokenException", text: "Response has expired" },
  old: {
    code: "ExpiredTokenException",
    text: "Token must be redeemed within 5 minutes of issuance",
  },
  audience: AUDIENCE,
  // AWS takes any recipient, and calls it the audience in its answer.
  recipient: AUDIENCE,
  role: {
    text: "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
  },
  noSessionName: { text: "RoleSessionName is required in AuthnResponse" },
  sessionName: { text: `RoleSessionName in AuthnResponse must match ${NAME}` },
  sourceIdentity: { text: `Source Identity must match ${NAME} and not begin with "aws:"` },
  provider: { text: "Specified provider doesn't exist" },
  // Without a source: what AWS says of these, or that it refuses them at all, is not known.
  status: { code: "IDPRejectedClaim", text: "Response status is not Success" },
  early: { text: "Response is not yet valid" },
  duration: { text: "SessionDuration in AuthnResponse must be a number of seconds from 900 to 43200" },
  tags: { text: "Unable to validate tags" },
  spent: { text: "Response has already been redeemed" },
};

/** The error of STS's contract for a reason. */
export function refuseAssertion(reason: keyof typeof ANSWERS, { random }: Environment): ServiceError {
  const { code = "InvalidIdentityToken", text, isOfReader = false } = ANSWERS[reason];
  return stsError(code, isOfReader ? ofReader(text, random) : text);
}

/** The words of a service behind STS that reads responses, which AWS passes on as they are (recorded). */
function ofReader(text: string, random: Environment["random"]): string {
  return `${text} (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: AuthSamlInvalidSamlResponseException; Request ID: ${newUuid(random)}; Proxy: null)`;
}
