import type { WarningFinding } from "../../document/finding.ts";
import { nearestName } from "../../document/nearest-name.ts";
import type { Span } from "../../document/span.ts";
import type { ReferenceData } from "../reference-data.ts";
import { matchesName } from "./glob.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";
import { conditionSpans } from "./value-spans.ts";

/** Condition keys that no service has: no request ever brings them. Needs reference data. */
export function* lintConditionKeys({ text, policy, reference }: LintedPolicy): Iterable<WarningFinding> {
  if (reference === undefined) return;
  for (const { conditions } of policy.statements) {
    for (const { key, span } of conditions) {
      const known = knownKeys(key, reference);
      if (known === undefined || isKnownKey(key, known)) continue;
      yield unknownKey(key, conditionSpans(text, span).key, nearestName(key, known));
    }
  }
}

function unknownKey(key: string, span: Span, meant: string | undefined): WarningFinding {
  const message = `No service of AWS is known to have a condition key ${JSON.stringify(key)}.`;
  const lookUp = "Look up the key in the Service Authorization Reference.";
  return warn("unknownConditionKey", {
    span,
    message,
    suggestion: meant ? `Did you mean "${meant}"?` : lookUp,
  });
}

export function isKnownKey(key: string, known: readonly string[]): boolean {
  return known.some((each) => matchesName(placeholdersToStars(each), key));
}

/** The keys among which a key must be; undefined where they cannot be known. */
export function knownKeys(key: string, reference: ReferenceData): readonly string[] | undefined {
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
