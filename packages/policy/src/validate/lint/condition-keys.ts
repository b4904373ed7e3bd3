import type { WarningFinding } from "../../document/finding.ts";
import type { ConditionEntry } from "../../document/policy.ts";
import type { ReferenceData } from "../reference-data.ts";
import { matchesName } from "./glob.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";
import { nearestName } from "./nearest-name.ts";
import { conditionSpans } from "./value-spans.ts";

/** Condition keys that no service has: no request ever brings them. Needs reference data. */
export function lintConditionKeys({ text, policy, reference }: LintedPolicy): readonly WarningFinding[] {
  if (reference === undefined) return [];
  return policy.statements.flatMap(({ conditions }) =>
    conditions.flatMap((entry) => lintKey(entry, text, reference) ?? []),
  );
}

function lintKey(
  { key, span }: ConditionEntry,
  text: string,
  reference: ReferenceData,
): WarningFinding | undefined {
  const known = knownKeys(key, reference);
  if (known === undefined || known.some((each) => matchesName(placeholdersToStars(each), key)))
    return undefined;
  const meant = nearestName(key, known);
  return warn("unknownConditionKey", {
    span: conditionSpans(text, span).key,
    message: `No service of AWS is known to have a condition key ${JSON.stringify(key)}.`,
    suggestion:
      meant === undefined
        ? "Look up the key in the Service Authorization Reference."
        : `Did you mean "${meant}"?`,
  });
}

/** The keys among which a key must be; undefined where they cannot be known. */
function knownKeys(key: string, reference: ReferenceData): readonly string[] | undefined {
  const prefix = key.slice(0, Math.max(key.indexOf(":"), 0)).toLowerCase();
  // The claims of an identity provider: `accounts.google.com:aud`, `saml:sub`.
  if (prefix.includes(".") || prefix === "saml") return undefined;
  const { globalConditionKeys } = reference;
  return prefix === "aws"
    ? globalConditionKeys
    : [...globalConditionKeys, ...reference.conditionKeysOf(prefix)];
}

/** `aws:RequestTag/tag-key` and `s3:BucketTag/${TagKey}` stand for the keys of all tags. */
function placeholdersToStars(key: string): string {
  return key.replace(/\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$/g, "*");
}
