import type { RoleDraft } from "./role-draft.ts";
import { findUseCase } from "./use-cases.ts";

/** Whom a SAML assertion is for where nothing else was agreed on. IAM User Guide, "Create a role for SAML 2.0 federation (console)". */
const SAML_AUDIENCE = "https://signin.aws.amazon.com/saml";

type Condition = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The trust policy that the draft comes to: what was edited by hand, else what follows from the entries. */
export function trustPolicyText(draft: RoleDraft, accountId: string): string {
  return draft.trustText ?? enteredTrustText(draft, accountId);
}

/** The trust policy that follows from the entries of the first step. */
export function enteredTrustText(draft: RoleDraft, accountId: string): string {
  if (draft.kind === "custom") return draft.customText;
  const { action, principal, condition } = PARTS[draft.kind](draft, accountId);
  const isFree = Object.keys(condition).length === 0;
  const statement = {
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(!isFree && { Condition: condition }),
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2);
}

interface TrustParts {
  readonly action: string;
  readonly principal: Readonly<Record<string, string>>;
  readonly condition: Condition;
}

const PARTS: Readonly<
  Record<Exclude<RoleDraft["kind"], "custom">, (draft: RoleDraft, accountId: string) => TrustParts>
> = {
  service: ({ useCase }) => ({
    action: "sts:AssumeRole",
    principal: { Service: findUseCase(useCase).principal },
    condition: {},
  }),
  account: ({ account }, accountId) => ({
    action: "sts:AssumeRole",
    principal: { AWS: account.isOther ? account.accountId.replace(/\D/g, "") : accountId },
    condition: {
      ...(account.asksExternalId && { StringEquals: { "sts:ExternalId": account.externalId } }),
      ...(account.asksMfa && { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
    },
  }),
  webIdentity: ({ webIdentity: { providerArn, audience, subject } }) => ({
    action: "sts:AssumeRoleWithWebIdentity",
    principal: { Federated: providerArn },
    condition: webCondition(hostOfProvider(providerArn), audience, subject),
  }),
  saml: ({ samlProviderArn }) => ({
    action: "sts:AssumeRoleWithSAML",
    principal: { Federated: samlProviderArn },
    condition: { StringEquals: { "SAML:aud": SAML_AUDIENCE } },
  }),
};

/** `arn:aws:iam::…:oidc-provider/gitlab.com/x` → `gitlab.com/x`, as its condition keys begin. */
export function hostOfProvider(arn: string): string {
  return arn.slice(arn.indexOf("/") + 1);
}

/** A subject with `*` or `?` is a pattern, which StringEquals would take to the letter. */
function webCondition(host: string, audience: string, subject: string): Condition {
  const isPattern = /[*?]/.test(subject);
  const equals = {
    ...(audience !== "" && { [`${host}:aud`]: audience }),
    ...(subject !== "" && !isPattern && { [`${host}:sub`]: subject }),
  };
  return {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(subject !== "" && isPattern && { StringLike: { [`${host}:sub`]: subject } }),
  };
}

/**
 * Providers that everybody in the world can get a token of: without a subject any of their customers could assume the role.
 * IAM User Guide, "Identity-provider controls for shared OIDC providers".
 */
const SHARED =
  /^(?:token\.actions\.githubusercontent\.com|gitlab\.com|agent\.buildkite\.com|app\.terraform\.io|vstoken\.dev\.azure\.com|oidc\.circleci\.com|oidc\.codefresh\.io|api\.pulumi\.com)(?:\/|$)/;

export function needsSubject(providerArn: string): boolean {
  return SHARED.test(hostOfProvider(providerArn));
}
