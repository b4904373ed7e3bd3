/**
 * Why a layer is not asked about a request. The engine knows the first four by itself; whoever brings the layers tells the others, of
 * layers that it left out. Organizations User Guide, "Service control policies (SCPs)", "Tasks and entities not restricted by
 * SCPs", and the same of "Resource control policies (RCPs)".
 */
export type ExemptReason =
  | "serviceLinkedRole"
  | "noAccount"
  | "notControlled"
  | "rootUser"
  | "managementAccount"
  | "unrestrictedAction";

/** Those that whoever brings the layers tells. */
export type ToldExemption = Extract<ExemptReason, "managementAccount" | "unrestrictedAction">;

export const EXEMPT_REASONS: Readonly<
  Record<ExemptReason, { readonly short: string; readonly sentence: string }>
> = {
  serviceLinkedRole: { short: "service-linked role", sentence: "service-linked roles are exempt" },
  noAccount: { short: "no account", sentence: "the principal has no account" },
  notControlled: {
    short: "not this action here",
    sentence: "it does not apply to this action on this resource",
  },
  rootUser: { short: "root user", sentence: "the root user needs none" },
  managementAccount: {
    short: "management account",
    sentence: "the organization's management account is exempt",
  },
  unrestrictedAction: { short: "this action", sentence: "this action is exempt" },
};
