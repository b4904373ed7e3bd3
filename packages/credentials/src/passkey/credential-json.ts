/**
 * What browsers make of a credential: W3C, Web Authentication Level 3, 5.1 "RegistrationResponseJSON", "AuthenticationResponseJSON". Each
 * member is bounded before anything of it is decoded.
 */
import { PasskeyRefusal } from "./passkey-refusal.ts";

export interface RegistrationJson {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly transports: readonly string[];
}

export interface AssertionJson {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  /** Absent where the authenticator does not keep whose it is. */
  readonly userHandle?: string;
}

/** Characters of base64url. Ids of credentials have at most 1023 bytes (Web Authentication, 4, "Credential ID"). */
const ID_MAX = 1_364;
const CLIENT_DATA_MAX = 8_192;
const ATTESTATION_MAX = 16_384;
const AUTHENTICATOR_DATA_MAX = 8_192;
const SIGNATURE_MAX = 4_096;
/** Of the id of a user: 64 bytes. */
const USER_HANDLE_MAX = 88;

const TRANSPORTS: ReadonlySet<string> = new Set([
  "ble",
  "cable",
  "hybrid",
  "internal",
  "nfc",
  "smart-card",
  "usb",
]);

/** @throws PasskeyRefusal that names the member */
export function readRegistration(value: unknown): RegistrationJson {
  const response = memberOf(value, "response");
  return {
    id: idOf(value),
    clientDataJSON: textOf(response, "clientDataJSON", CLIENT_DATA_MAX),
    attestationObject: textOf(response, "attestationObject", ATTESTATION_MAX),
    transports: transportsOf(memberOf(response, "transports")),
  };
}

/** @throws PasskeyRefusal that names the member */
export function readAssertion(value: unknown): AssertionJson {
  const response = memberOf(value, "response");
  const userHandle = memberOf(response, "userHandle");
  return {
    id: idOf(value),
    clientDataJSON: textOf(response, "clientDataJSON", CLIENT_DATA_MAX),
    authenticatorData: textOf(response, "authenticatorData", AUTHENTICATOR_DATA_MAX),
    signature: textOf(response, "signature", SIGNATURE_MAX),
    ...(userHandle !== undefined &&
      userHandle !== null && { userHandle: textOf(response, "userHandle", USER_HANDLE_MAX) }),
  };
}

function idOf(value: unknown): string {
  const id = textOf(value, "id", ID_MAX);
  if (textOf(value, "rawId", ID_MAX) !== id)
    throw new PasskeyRefusal("The credential's id and rawId differ.");
  if (memberOf(value, "type") !== "public-key")
    throw new PasskeyRefusal("The credential's type is not public-key.");
  return id;
}

function textOf(value: unknown, name: string, maxLength: number): string {
  const text = memberOf(value, name);
  if (typeof text !== "string" || text === "" || text.length > maxLength || !/^[\w-]+$/.test(text))
    throw new PasskeyRefusal(`The credential's ${name} is no base64url of at most ${maxLength} characters.`);
  return text;
}

/** What is not known of how to reach an authenticator is left out. */
function transportsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? [...TRANSPORTS].filter((transport) => value.includes(transport)) : [];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
