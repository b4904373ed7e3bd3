/**
 * What of a certificate becomes tags of the session. Source: IAM Roles Anywhere User Guide, "Certificate attribute mapping".
 */
import type { MappingRule } from "@rolecall/contracts/rolesanywhere";
import type { Environment } from "@rolecall/operations";
import type { AttributeMappingRecord, CertificateField } from "@rolecall/store";
import { invalid, notFound, quotaExceeded } from "../error.ts";
import { ROLES_ANYWHERE_QUOTAS } from "../quotas.ts";

/** In AWS's order, which is that of their names. */
export const DEFAULT_MAPPINGS: readonly AttributeMappingRecord[] = [
  { certificateField: "x509Issuer", specifiers: ["*"] },
  { certificateField: "x509SAN", specifiers: ["DNS", "URI", "Name/*"] },
  { certificateField: "x509Subject", specifiers: ["*"] },
];

/** An attribute of a name: `CN`, `2.5.4.3`. */
const ATTRIBUTE = String.raw`[A-Za-z][A-Za-z0-9]*|\d+(?:\.\d+)+`;
/** Several of a type are told apart by their number: `DNS/2`. */
const ALTERNATIVE_NAME = new RegExp(
  String.raw`^(?:(?:DNS|URI)(?:/[1-9]\d?)?|Name/(?:\*|${ATTRIBUTE})(?:/[1-9]\d?)?)$`,
);
const NAME = new RegExp(`^(?:\\*|${ATTRIBUTE})$`);

const FORMS: Readonly<Record<CertificateField, RegExp>> = {
  x509Subject: NAME,
  x509Issuer: NAME,
  x509SAN: ALTERNATIVE_NAME,
};

/** "Both Name and Name/ are equivalent to Name/* and will be displayed as Name/*". */
function spelled(field: CertificateField, specifier: string): string {
  return field === "x509SAN" && (specifier === "Name" || specifier === "Name/") ? "Name/*" : specifier;
}

/** @throws ValidationException for no rules, too many, and one that is none of the field */
export function readMapping(
  certificateField: CertificateField,
  rules: readonly MappingRule[],
  env: Pick<Environment, "quotas">,
): AttributeMappingRecord {
  const limit = ROLES_ANYWHERE_QUOTAS.of(env).MappingRulesPerField;
  if (rules.length > limit) throw quotaExceeded("MappingRulesPerField", limit);
  const specifiers = new Set(rules.map(({ specifier }) => spelled(certificateField, specifier)));
  if (specifiers.size === 0) throw invalid("A mapping needs one rule at least.");
  for (const specifier of specifiers) {
    if (!FORMS[certificateField].test(specifier))
      throw invalid(`"${specifier}" is no specifier of the certificate field ${certificateField}.`);
  }
  return { certificateField, specifiers: [...specifiers] };
}

/** In the place of what the field had (as answers of AWS were seen). */
export function withMapping(
  present: readonly AttributeMappingRecord[],
  mapping: AttributeMappingRecord,
): readonly AttributeMappingRecord[] {
  return [...present.filter((each) => each.certificateField !== mapping.certificateField), mapping].toSorted(
    (a, b) => (a.certificateField < b.certificateField ? -1 : 1),
  );
}

/**
 * Without some specifiers of a field, or without all where none is named.
 * @throws ResourceNotFoundException where one of them is not there
 */
export function withoutSpecifiers(
  present: readonly AttributeMappingRecord[],
  certificateField: CertificateField,
  named: readonly string[] | undefined,
): readonly AttributeMappingRecord[] {
  const mapping = present.find((each) => each.certificateField === certificateField);
  if (mapping === undefined) throw notFound("attribute mapping of", certificateField);
  const others = present.filter((each) => each !== mapping);
  const gone = new Set((named ?? []).map((specifier) => spelled(certificateField, specifier)));
  for (const specifier of gone) {
    if (!mapping.specifiers.includes(specifier))
      throw notFound("attribute mapping of", `${certificateField}/${specifier}`);
  }
  const left = gone.size === 0 ? [] : mapping.specifiers.filter((each) => !gone.has(each));
  return left.length === 0 ? others : withMapping(others, { certificateField, specifiers: left });
}
