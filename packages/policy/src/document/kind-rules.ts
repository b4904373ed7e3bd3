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
}

const IDENTITY: KindRules = {
  principal: "prohibited",
  notPrincipal: "prohibited",
  resource: "required",
  notAction: "allowed",
  sid: "alphanumeric",
  actions: "any",
};

/**
 * IAM User Guide, "Grammar of the IAM JSON policy language" and "Principal"; Organizations User Guide, "SCP syntax" and
 * "RCP syntax".
 */
export const KIND_RULES: Readonly<Record<PolicyKind, KindRules>> = {
  identity: IDENTITY,
  session: IDENTITY,
  boundary: IDENTITY,
  trust: {
    principal: "required",
    notPrincipal: "prohibited",
    resource: "prohibited",
    notAction: "allowed",
    sid: "any",
    actions: "sts",
  },
  resource: {
    principal: "required",
    notPrincipal: "allowed",
    resource: "optional",
    notAction: "allowed",
    sid: "any",
    actions: "any",
  },
  serviceControl: { ...IDENTITY, sid: "any" },
  resourceControl: {
    principal: "everyone",
    notPrincipal: "prohibited",
    resource: "required",
    notAction: "prohibited",
    sid: "any",
    actions: "any",
  },
};
