import type { FindingList } from "../document/finding-list.ts";
import type { ConditionEntry, Statement } from "../document/policy.ts";

/**
 * Identity providers that everybody shares, by location, each with the condition key that alone tells one customer's users from
 * another's. Source: IAM User Guide, "Identity-provider controls for shared OIDC providers".
 */
const DECIDING_KEYS: Readonly<Record<string, string>> = {
  "token.actions.githubusercontent.com": "sub",
  "vstoken.actions.githubusercontent.com": "sub",
  "oidc-configuration.audit-log.githubusercontent.com": "sub",
  "gitlab.com": "sub",
  "agent.buildkite.com": "sub",
  "app.terraform.io": "sub",
  "oidc.codefresh.io": "sub",
  "studio.datachain.ai/api": "sub",
  "scalr.io": "sub",
  "tokens.cloud.shisho.dev": "sub",
  "proidc.upbound.io": "sub",
  "api.pulumi.com/oidc": "aud",
  "sandboxes.cloud": "aud",
  "oidc.vercel.com": "aud",
  "cognito-identity.amazonaws.com": "aud",
  "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d": "sts:RoleSessionName",
};

const COGNITO = "cognito-identity.amazonaws.com";

/** A statement that lets in whoever a shared provider knows must ask for the key that decides: without it everyone would be trusted. */
export function checkSharedProviders(
  { effect, principal, conditions, span }: Statement,
  findings: FindingList,
): void {
  if (effect !== "Allow") return;
  for (const { type, value } of principal?.entries ?? []) {
    if (type !== "Federated") continue;
    const location = locationOf(value);
    const name = decidingKeyOf(location);
    if (name === undefined) continue;
    const key = name.includes(":") ? name : `${location}:${name}`;
    if (conditions.some((condition) => decides(condition, key))) continue;
    findings.refuse("missingProviderCondition", {
      span,
      message: `This statement trusts everyone whom ${location} knows, of every customer.`,
      subject: wordingOf(location, key),
      suggestion: `Add a condition such as StringEquals on ${key}.`,
    });
  }
}

/** Of Cognito as users report it; AWS's words for the others are not known. */
function wordingOf(location: string, key: string): string {
  return location === COGNITO
    ? "A condition block must be present for the Cognito provider"
    : `A condition on ${key} must be present for the ${location} provider`;
}

/** The part of a provider's ARN behind its type; a name as it is. */
function locationOf(provider: string): string {
  return /^arn:[^:]*:iam::\d{12}:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? provider;
}

function decidingKeyOf(location: string): string | undefined {
  const plain = location.toLowerCase().replace(/\/$/, "");
  return Object.hasOwn(DECIDING_KEYS, plain) ? DECIDING_KEYS[plain] : undefined;
}

const POSITIVE: ReadonlySet<string> = new Set(["StringEquals", "StringEqualsIgnoreCase", "StringLike"]);

/** What holds without the key, or whatever it is, decides nothing. */
function decides({ operator, quantifier, ifExists, key, values }: ConditionEntry, wanted: string): boolean {
  if (!POSITIVE.has(operator) || quantifier === "ForAllValues" || ifExists) return false;
  if (key.toLowerCase() !== wanted.toLowerCase()) return false;
  return values.length > 0 && values.every((value) => /[^*?]/.test(value));
}
