/**
 * Ids of IAM Roles Anywhere: UUIDs in lower case. Source: IAM Roles Anywhere API Reference, the pattern of `trustAnchorId` and the others.
 */
export type TrustAnchorId = string & { readonly __brand: "TrustAnchorId" };
export type RolesAnywhereProfileId = string & { readonly __brand: "RolesAnywhereProfileId" };
export type RevocationListId = string & { readonly __brand: "RevocationListId" };
export type CertificateSubjectId = string & { readonly __brand: "CertificateSubjectId" };

/** By what stands before them in ARNs. */
export interface RolesAnywhereIds {
  readonly "trust-anchor": TrustAnchorId;
  readonly profile: RolesAnywhereProfileId;
  readonly crl: RevocationListId;
  readonly subject: CertificateSubjectId;
}

export type RolesAnywhereIdKind = keyof RolesAnywhereIds;

const FORM = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function isRolesAnywhereIdOf<Kind extends RolesAnywhereIdKind>(
  _kind: Kind,
  text: string,
): text is RolesAnywhereIds[Kind] & string {
  return FORM.test(text);
}

/** For text that was checked before. @throws RangeError where it is no such id after all: a bug. */
export function toRolesAnywhereId<Kind extends RolesAnywhereIdKind>(
  kind: Kind,
  text: string,
): RolesAnywhereIds[Kind] {
  if (!isRolesAnywhereIdOf(kind, text))
    throw new RangeError(`"${text}" is no id of a ${kind}: it is a UUID.`);
  return text;
}
