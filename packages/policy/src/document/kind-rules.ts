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
  savedBy: "iam",
};

/**
 * IAM User Guide, "Grammar of the IAM JSON policy language" and "Principal"; Organizations User Guide, "SCP syntax" and
 * "RCP syntax".
 */
export const KIND_RULES: Readonly<Record<PolicyKind, KindRules>> = {
  identity: IDENTITY,
  session: { ...IDENTITY, savedBy: "sts" },
  boundary: IDENTITY,
  trust: {
    principal: "required",
    notPrincipal: "prohibited",
    resource: "prohibited",
    notAction: "allowed",
    sid: "any",
    actions: "sts",
    savedBy: "iam",
  },
  resource: {
    principal: "required",
    notPrincipal: "allowed",
    resource: "optional",
    notAction: "allowed",
    sid: "any",
    actions: "any",
    savedBy: "resource",
  },
  serviceControl: { ...IDENTITY, sid: "any", savedBy: "organizations" },
  resourceControl: {
    principal: "everyone",
    notPrincipal: "prohibited",
    resource: "required",
    notAction: "prohibited",
    sid: "any",
    actions: "any",
    savedBy: "organizations",
  },
};
