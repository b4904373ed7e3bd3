/**
 * The condition keys that an assertion fills while the role's trust policy is evaluated. Source: IAM User Guide, "IAM and AWS STS
 * condition context keys", "Available keys for SAML-based AWS STS federation"; "Configure SAML assertions", its tables.
 */
import { createHash } from "node:crypto";
import type { AccountId } from "@rolecall/names";
import type { Assertion } from "../assertion/read-assertion.ts";

/** Whom the assertion was sent for. */
export interface ProviderName {
  readonly accountId: AccountId;
  /** The friendly name of the provider. */
  readonly name: string;
}

interface ClaimKey {
  /** In lower case, behind `saml:`. */
  readonly key: string;
  readonly isList?: true;
}

const EDU = "urn:oid:1.3.6.1.4.1.5923.1";
const XML_SOAP = "http://schemas.xmlsoap.org";

/** By Name of the attribute. */
const CLAIM_KEYS: Readonly<Record<string, ClaimKey>> = {
  [`${EDU}.1.1.1`]: { key: "edupersonaffiliation", isList: true },
  [`${EDU}.1.1.2`]: { key: "edupersonnickname", isList: true },
  [`${EDU}.1.1.3`]: { key: "edupersonorgdn" },
  [`${EDU}.1.1.4`]: { key: "edupersonorgunitdn", isList: true },
  [`${EDU}.1.1.5`]: { key: "edupersonprimaryaffiliation" },
  [`${EDU}.1.1.6`]: { key: "edupersonprincipalname" },
  [`${EDU}.1.1.7`]: { key: "edupersonentitlement", isList: true },
  [`${EDU}.1.1.8`]: { key: "edupersonprimaryorgunitdn" },
  [`${EDU}.1.1.9`]: { key: "edupersonscopedaffiliation", isList: true },
  [`${EDU}.1.1.10`]: { key: "edupersontargetedid", isList: true },
  [`${EDU}.1.1.11`]: { key: "edupersonassurance", isList: true },
  [`${EDU}.1.2.2`]: { key: "eduorghomepageuri", isList: true },
  [`${EDU}.1.2.3`]: { key: "eduorgidentityauthnpolicyuri", isList: true },
  [`${EDU}.1.2.4`]: { key: "eduorglegalname", isList: true },
  [`${EDU}.1.2.5`]: { key: "eduorgsuperioruri", isList: true },
  [`${EDU}.1.2.6`]: { key: "eduorgwhitepagesuri", isList: true },
  "urn:oid:2.5.4.3": { key: "cn", isList: true },
  [`${XML_SOAP}/ws/2005/05/identity/claims/name`]: { key: "name" },
  [`${XML_SOAP}/claims/CommonName`]: { key: "commonname" },
  [`${XML_SOAP}/ws/2005/05/identity/claims/givenname`]: { key: "givenname" },
  [`${XML_SOAP}/ws/2005/05/identity/claims/surname`]: { key: "surname" },
  [`${XML_SOAP}/ws/2005/05/identity/claims/emailaddress`]: { key: "mail" },
  // AWS's table has uid here, besides a key primaryGroupSID that it fills from nothing.
  "http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid": { key: "uid" },
  "2.5.4.3": { key: "commonname" },
  "2.5.4.4": { key: "surname" },
  // AWS's table has the digits of 2.5.4.42 in another order; both are taken.
  "2.4.5.42": { key: "givenname" },
  "2.5.4.42": { key: "givenname" },
  "2.5.4.45": { key: "x500uniqueidentifier" },
  "0.9.2342.19200300100.1.1": { key: "uid" },
  "0.9.2342.19200300100.1.3": { key: "mail" },
  "0.9.2342.19200300.100.1.45": { key: "organizationstatus" },
};

/** Of two attributes that fill one key, the first counts. */
export function samlConditionKeys(
  assertion: Assertion,
  provider: ProviderName,
): ReadonlyMap<string, string | readonly string[]> {
  const keys = new Map<string, string | readonly string[]>([
    ["saml:aud", assertion.recipient],
    ["saml:iss", assertion.issuer],
    ["saml:doc", `${provider.accountId}/${provider.name}`],
    ["saml:sub", assertion.subject],
    ["saml:sub_type", subjectType(assertion)],
    ["saml:namequalifier", nameQualifier(assertion, provider)],
  ]);
  for (const [name, values] of assertion.attributes) {
    const claim = Object.hasOwn(CLAIM_KEYS, name) ? CLAIM_KEYS[name] : undefined;
    const [first] = values;
    if (claim === undefined || first === undefined || keys.has(`saml:${claim.key}`)) continue;
    keys.set(`saml:${claim.key}`, claim.isList ? values : first);
  }
  return keys;
}

const SAML_2_FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

/** `persistent` and its like without what stands before them; formats of others whole (recorded). */
export function subjectType({ subjectFormat }: Assertion): string {
  return subjectFormat.startsWith(SAML_2_FORMAT) ? subjectFormat.slice(SAML_2_FORMAT.length) : subjectFormat;
}

/**
 * Tells apart subjects of one name: with the subject it is nobody else's. Source: STS API Reference, AssumeRoleWithSAML,
 * NameQualifier.
 */
export function nameQualifier({ issuer }: Assertion, { accountId, name }: ProviderName): string {
  return createHash("sha1").update(`${issuer}${accountId}/${name}`, "utf8").digest("base64");
}
