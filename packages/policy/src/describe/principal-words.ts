/** A Principal element in words. IAM User Guide, "AWS JSON policy elements: Principal". */
import type { PrincipalElement, PrincipalEntry } from "../document/policy.ts";
import { showText } from "../explain/paint.ts";
import type { AccessReference } from "./access-levels.ts";
import { countWords, joinWords } from "./list-words.ts";
import { labelServicePrincipal } from "./service-label.ts";

export type PrincipalKind =
  | "everyone"
  | "service"
  | "account"
  | "user"
  | "role"
  | "session"
  | "federatedUser"
  | "oidc"
  | "saml"
  | "uniqueId"
  | "canonicalUser"
  | "other";

export interface PrincipalWords {
  readonly kind: PrincipalKind;
  /** `Amazon EC2`, `this account`, `account 4444-5555-6666`, `user ana`. */
  readonly words: string;
  /** As written in the policy; `*` for everybody. */
  readonly value: string;
  /** The account of an account, user, role or provider. */
  readonly accountId: string | undefined;
}

export interface WhoWords {
  /** All but the principals. */
  readonly isComplement: boolean;
  readonly principals: readonly PrincipalWords[];
  /** `Amazon EC2 and user ana`, `everybody but account 4444-5555-6666`. */
  readonly words: string;
}

export interface PrincipalNaming {
  readonly reference: AccessReference;
  /** The account in which the policy stands: it is "this account". */
  readonly accountId?: string | undefined;
}

const NAMED_MAX = 3;

export function describePrincipals(element: PrincipalElement, naming: PrincipalNaming): WhoWords {
  const principals = element.everyone
    ? [EVERYONE]
    : element.entries.map((entry) => describePrincipal(entry, naming));
  return { isComplement: element.negated, principals, words: wordsOf(element.negated, principals) };
}

const EVERYONE: PrincipalWords = { kind: "everyone", words: "everybody", value: "*", accountId: undefined };

function wordsOf(isComplement: boolean, principals: readonly PrincipalWords[]): string {
  const everyone = principals.some(({ kind }) => kind === "everyone");
  if (isComplement) return everyone ? "nobody" : `everybody but ${listPrincipals(principals)}`;
  return everyone ? "everybody" : listPrincipals(principals);
}

function listPrincipals(principals: readonly PrincipalWords[]): string {
  const words = [...new Set(principals.map((each) => each.words))];
  return words.length <= NAMED_MAX ? joinWords(words) : countWords(words.length, "principal");
}

function describePrincipal(entry: PrincipalEntry, naming: PrincipalNaming): PrincipalWords {
  const { type, value } = entry;
  if (type === "AWS") return describeAwsPrincipal(value, naming);
  if (type === "Service")
    return named("service", labelServicePrincipal(value, naming.reference), value, undefined);
  if (type === "Federated") return describeProvider(value, naming);
  return named("canonicalUser", `the canonical user ${value.slice(0, 8)}…`, value, undefined);
}

function named(
  kind: PrincipalKind,
  words: string,
  value: string,
  accountId: string | undefined,
): PrincipalWords {
  return { kind, words: showText(words), value, accountId };
}

/** The words of an ARN's resource part, by what it begins with. */
const ARN_FORMS: readonly (readonly [RegExp, PrincipalKind, (name: string) => string])[] = [
  [/^user\/(?:.*\/)?([^/]+)$/, "user", (name) => `user ${name}`],
  [/^role\/(?:.*\/)?([^/]+)$/, "role", (name) => `role ${name}`],
  [
    /^assumed-role\/([^/]+\/[^/]+)$/,
    "session",
    (name) => `session ${name.slice(name.indexOf("/") + 1)} of role ${name.slice(0, name.indexOf("/"))}`,
  ],
  [/^federated-user\/([^/]+)$/, "federatedUser", (name) => `federated user ${name}`],
];

function describeAwsPrincipal(value: string, naming: PrincipalNaming): PrincipalWords {
  if (value === "*") return EVERYONE;
  if (/^[0-9]{12}$/.test(value)) return describeAccount(value, value, naming);
  const [scheme, , , , accountId = "", ...rest] = value.split(":");
  if (scheme !== "arn") {
    const isUniqueId = /^A(?:ID|RO)A/.test(value);
    return named(
      isUniqueId ? "uniqueId" : "other",
      isUniqueId ? `the deleted or unknown principal ${value}` : value,
      value,
      undefined,
    );
  }
  const resource = rest.join(":");
  if (resource === "root") return describeAccount(accountId, value, naming);
  for (const [form, kind, words] of ARN_FORMS) {
    const name = form.exec(resource)?.[1];
    if (name !== undefined) return named(kind, words(name) + whose(accountId, naming), value, accountId);
  }
  return named("other", value, value, accountId);
}

function describeAccount(accountId: string, value: string, naming: PrincipalNaming): PrincipalWords {
  const words = accountId === naming.accountId ? "this account" : `account ${showAccount(accountId)}`;
  return named("account", words, value, accountId);
}

function whose(accountId: string, { accountId: own }: PrincipalNaming): string {
  return accountId === own || accountId === "" ? "" : ` of account ${showAccount(accountId)}`;
}

/** As the console shows accounts: 4444-5555-6666. */
function showAccount(accountId: string): string {
  return accountId.replace(/^([0-9]{4})([0-9]{4})([0-9]{4})$/, "$1-$2-$3");
}

/** Issuers of tokens by the host that their provider is named after. */
const ISSUERS: ReadonlyMap<string, string> = new Map([
  ["accounts.google.com", "Google"],
  ["agent.buildkite.com", "Buildkite"],
  ["app.terraform.io", "HCP Terraform"],
  ["cognito-identity.amazonaws.com", "Amazon Cognito"],
  ["gitlab.com", "GitLab"],
  ["graph.facebook.com", "Facebook"],
  ["token.actions.githubusercontent.com", "GitHub Actions"],
  ["www.amazon.com", "Login with Amazon"],
]);

function describeProvider(value: string, naming: PrincipalNaming): PrincipalWords {
  const [scheme, , , , accountId = "", ...rest] = value.split(":");
  const resource = scheme === "arn" ? rest.join(":") : `oidc-provider/${value}`;
  const owner = scheme === "arn" ? accountId : undefined;
  const saml = /^saml-provider\/(.+)$/.exec(resource)?.[1];
  if (saml !== undefined)
    return named("saml", `SAML provider ${saml}${whose(accountId, naming)}`, value, owner);
  const url = /^oidc-provider\/(.+)$/.exec(resource)?.[1];
  if (url === undefined) return named("other", value, value, owner);
  return named("oidc", ISSUERS.get(url) ?? nameIssuer(url), value, owner);
}

function nameIssuer(url: string): string {
  return /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com\//.test(url) ? "pods of an Amazon EKS cluster" : url;
}
