/** Every family of records that hold something sealed by a data key. */
import { type KeyRing, openBox, resealBox, type SealPurpose } from "@rolecall/credentials";
import type { ReadTransaction, SealedBox, SealedReader } from "@rolecall/store";

/** Of a family that is missing here, rotations would know nothing: it does not compile. */
export type SealedFamily = {
  readonly [Name in keyof ReadTransaction]: ReadTransaction[Name] extends SealedReader ? Name : never;
}[keyof ReadTransaction];

interface Sealed {
  /** What one is called to people. */
  readonly word: string;
  readonly purpose: SealPurpose;
}

const SEALED: Readonly<Record<SealedFamily, Sealed>> = {
  accessKeys: { word: "access key", purpose: "secret" },
  serviceCredentials: { word: "service-specific credential", purpose: "secret" },
  serverCertificates: { word: "server certificate", purpose: "secret" },
  mfaDevices: { word: "MFA device", purpose: "seed" },
  samlProviders: { word: "private key of a SAML provider", purpose: "secret" },
  issuerKeys: { word: "key of an issuer", purpose: "secret" },
};

export const SEALED_FAMILIES = Object.keys(SEALED) as readonly SealedFamily[];

/** `MFA device 111122223333 arn:aws:…`, for people. */
export function showBox(family: SealedFamily, { key }: SealedBox): string {
  return `${SEALED[family].word} ${key}`;
}

type Opened = Pick<SealedBox, "context" | "sealed">;

export function opensBox(ring: KeyRing, family: SealedFamily, { context, sealed }: Opened): boolean {
  return openBox(ring, { purpose: SEALED[family].purpose, context }, sealed) !== undefined;
}

/** Undefined where no key of the ring opens it. */
export function sealAnew(ring: KeyRing, family: SealedFamily, box: Opened): Uint8Array | undefined {
  return resealBox(ring, { purpose: SEALED[family].purpose, context: box.context }, box.sealed);
}
