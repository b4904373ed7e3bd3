import type { PolicyKind } from "./policy.ts";

/** Which elements a kind of policy must have, may have, and must not have. */
interface KindRules {
  /** `everyone`: the only principal is `*`. */
  readonly principal: "required" | "prohibited" | "everyone";
  readonly notPrincipal: "allowed" | "prohibited";
  readonly resource: "required" | "optional" | "prohibited";
  readonly notAction: "allowed" | "prohibited";
  /** IAM keeps a Sid to letters and digits, other services do not. */
  readonly sid: "alphanumeric" | "any";
  readonly actions: "any" | "sts";
  /** IAM completes an ARN of fewer than six parts in its own policies: arn:aws:sqs is arn:aws:sqs:*:*:* there. */
  readonly incompleteArns: "completed" | "refused";
  /** Who takes such a document from a customer, and so whose rules of saving hold. */
  readonly savedBy: "iam" | "sts" | "organizations" | "resource";
}

const IDENTITY: KindRules = {
  principal: "prohibited",
  notPrincipal: "prohibited",
  resource: "required",
  notAction: "allowed",
  sid: "alphanumeric",
  actions: "any",
  incompleteArns: "completed",
  savedBy: "iam",
};

/**
 * IAM User Guide, "Grammar of the IAM JSON policy language", "Principal" and "Identify AWS resources with ARNs": identity-based
 * policies are completed, session policies that STS is given are refused. Where the page is silent they are refused too: left
 * as it is, such an ARN would match nothing, and a Deny would fail open. Organizations User Guide, "SCP syntax" and "RCP syntax".
 */
export const KIND_RULES: Readonly<Record<PolicyKind, KindRules>> = {
  identity: IDENTITY,
  session: { ...IDENTITY, incompleteArns: "refused", savedBy: "sts" },
  boundary: IDENTITY,
  trust: {
    principal: "required",
    notPrincipal: "prohibited",
    resource: "prohibited",
    notAction: "allowed",
    sid: "any",
    actions: "sts",
    incompleteArns: "refused",
    savedBy: "iam",
  },
  resource: {
    principal: "required",
    notPrincipal: "allowed",
    resource: "optional",
    notAction: "allowed",
    sid: "any",
    actions: "any",
    incompleteArns: "refused",
    savedBy: "resource",
  },
  serviceControl: { ...IDENTITY, sid: "any", incompleteArns: "refused", savedBy: "organizations" },
  resourceControl: {
    principal: "everyone",
    notPrincipal: "prohibited",
    resource: "required",
    notAction: "prohibited",
    sid: "any",
    actions: "any",
    incompleteArns: "refused",
    savedBy: "organizations",
  },
};
