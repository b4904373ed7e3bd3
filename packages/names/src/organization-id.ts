/**
 * Ids of Organizations: letters in lower case and digits behind a prefix that says of what.
 * Source: Organizations API Reference, the patterns of OrganizationId, RootId, OrganizationalUnitId, PolicyId, HandshakeId,
 * CreateAccountRequestId, ResourcePolicyId, ResponsibilityTransferId.
 */
import type { RandomBytes } from "./base32.ts";

/** `o-` and ten characters. */
export type OrganizationId = string & { readonly __brand: "OrganizationId" };
/** `r-` and four characters. */
export type RootId = string & { readonly __brand: "RootId" };
/** `ou-`, the root's four characters, `-` and eight of its own. */
export type OrganizationalUnitId = string & { readonly __brand: "OrganizationalUnitId" };
/** What units and accounts stand under. */
export type ParentId = RootId | OrganizationalUnitId;
/** `p-` and eight characters; `p-FullAWSAccess` is AWS's. */
export type OrganizationPolicyId = string & { readonly __brand: "OrganizationPolicyId" };
/** `h-` and 32 hexadecimal digits. */
export type HandshakeId = string & { readonly __brand: "HandshakeId" };
/** `car-` and 32 hexadecimal digits. */
export type CreateAccountRequestId = string & { readonly __brand: "CreateAccountRequestId" };
/** `rt-` and eight characters. */
export type ResponsibilityTransferId = string & { readonly __brand: "ResponsibilityTransferId" };

interface IdForm {
  readonly prefix: string;
  /** How many characters a new one has behind its prefix. */
  readonly length: number;
  readonly digits: string;
  readonly form: RegExp;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const HEXADECIMAL = "0123456789abcdef";

const FORMS = {
  organization: { prefix: "o-", length: 10, digits: LETTERS, form: /^o-[a-z0-9]{10,32}$/ },
  root: { prefix: "r-", length: 4, digits: LETTERS, form: /^r-[0-9a-z]{4,32}$/ },
  unit: { prefix: "ou-", length: 8, digits: LETTERS, form: /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/ },
  policy: { prefix: "p-", length: 8, digits: LETTERS, form: /^p-[0-9a-zA-Z_]{8,128}$/ },
  handshake: { prefix: "h-", length: 32, digits: HEXADECIMAL, form: /^h-[0-9a-z]{8,32}$/ },
  accountRequest: { prefix: "car-", length: 32, digits: HEXADECIMAL, form: /^car-[a-z0-9]{8,32}$/ },
  resourcePolicy: { prefix: "rp-", length: 8, digits: LETTERS, form: /^rp-[0-9a-zA-Z_]{4,128}$/ },
  transfer: { prefix: "rt-", length: 8, digits: LETTERS, form: /^rt-[0-9a-z]{8,32}$/ },
} as const satisfies Record<string, IdForm>;

export interface OrganizationIds {
  readonly organization: OrganizationId;
  readonly root: RootId;
  readonly unit: OrganizationalUnitId;
  readonly policy: OrganizationPolicyId;
  readonly handshake: HandshakeId;
  readonly accountRequest: CreateAccountRequestId;
  readonly resourcePolicy: string;
  readonly transfer: ResponsibilityTransferId;
}

export type OrganizationIdKind = keyof OrganizationIds;

export function isOrganizationIdOf<Kind extends OrganizationIdKind>(
  kind: Kind,
  text: string,
): text is OrganizationIds[Kind] & string {
  return FORMS[kind].form.test(text);
}

/** For text that was checked before. @throws RangeError where it is no such id after all: a bug. */
export function toOrganizationId<Kind extends OrganizationIdKind>(
  kind: Kind,
  text: string,
): OrganizationIds[Kind] & string {
  if (!isOrganizationIdOf(kind, text)) throw new RangeError(`"${text}" is no id of a ${kind}.`);
  return text;
}

/** A new id; of a unit use `newUnitId`. A root's has 20 bits of chance: whoever makes one looks whether it is taken. */
export function newOrganizationId<Kind extends Exclude<OrganizationIdKind, "unit">>(
  kind: Kind,
  random: RandomBytes,
): OrganizationIds[Kind] & string {
  const { prefix, length, digits } = FORMS[kind];
  return toOrganizationId(kind, prefix + randomText(digits, length, random));
}

/** @param rootId whose four characters stand in it */
export function newUnitId(rootId: RootId, random: RandomBytes): OrganizationalUnitId {
  const { prefix, length, digits } = FORMS.unit;
  const own = rootId.slice(FORMS.root.prefix.length);
  return toOrganizationId("unit", `${prefix}${own}-${randomText(digits, length, random)}`);
}

/** How many bytes are rolled for each character: a rest of 2^32 favours none that anybody could notice. */
const ROLL_BYTES = 4;

function randomText(digits: string, length: number, random: RandomBytes): string {
  const bytes = random(length * ROLL_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rolled = Array.from({ length }, (_, index) => view.getUint32(index * ROLL_BYTES) % digits.length);
  return rolled.map((index) => digits[index]).join("");
}
