import type { OrganizationsOperations } from "@rolecall/contracts";

/** `policy`: a delegation policy can give it. `no`: it cannot. */
type Delegable = "policy" | "no";

/**
 * Which actions a delegation policy may give, of each operation.
 * Source: Organizations User Guide of 2026, "Supported actions for a resource-based delegation policy".
 */
const DELEGABLE: Readonly<Record<keyof OrganizationsOperations, Delegable>> = {
  AcceptHandshake: "no",
  AttachPolicy: "policy",
  CancelHandshake: "no",
  CloseAccount: "no",
  CreateAccount: "no",
  CreateGovCloudAccount: "no",
  CreateOrganization: "no",
  CreateOrganizationalUnit: "no",
  CreatePolicy: "policy",
  DeclineHandshake: "no",
  DeleteOrganization: "no",
  DeleteOrganizationalUnit: "no",
  DeletePolicy: "policy",
  DeleteResourcePolicy: "no",
  DeregisterDelegatedAdministrator: "no",
  DescribeAccount: "policy",
  DescribeCreateAccountStatus: "policy",
  DescribeEffectivePolicy: "policy",
  DescribeHandshake: "policy",
  DescribeOrganization: "policy",
  DescribeOrganizationalUnit: "policy",
  DescribePolicy: "policy",
  DescribeResourcePolicy: "policy",
  DescribeResponsibilityTransfer: "no",
  DetachPolicy: "policy",
  DisableAWSServiceAccess: "no",
  DisablePolicyType: "policy",
  EnableAWSServiceAccess: "no",
  EnableAllFeatures: "no",
  EnablePolicyType: "policy",
  InviteAccountToOrganization: "no",
  InviteOrganizationToTransferResponsibility: "no",
  LeaveOrganization: "no",
  ListAWSServiceAccessForOrganization: "policy",
  ListAccounts: "policy",
  ListAccountsForParent: "policy",
  ListAccountsWithInvalidEffectivePolicy: "no",
  ListChildren: "policy",
  ListCreateAccountStatus: "policy",
  ListDelegatedAdministrators: "policy",
  ListDelegatedServicesForAccount: "policy",
  ListEffectivePolicyValidationErrors: "no",
  ListHandshakesForAccount: "policy",
  ListHandshakesForOrganization: "policy",
  ListInboundResponsibilityTransfers: "no",
  ListOrganizationalUnitsForParent: "policy",
  ListOutboundResponsibilityTransfers: "no",
  ListParents: "policy",
  ListPolicies: "policy",
  ListPoliciesForTarget: "policy",
  ListRoots: "policy",
  ListTagsForResource: "policy",
  ListTargetsForPolicy: "policy",
  MoveAccount: "no",
  PutResourcePolicy: "no",
  RegisterDelegatedAdministrator: "no",
  RemoveAccountFromOrganization: "no",
  TagResource: "policy",
  TerminateResponsibilityTransfer: "no",
  UntagResource: "policy",
  UpdateOrganizationalUnit: "no",
  UpdatePolicy: "policy",
  UpdateResponsibilityTransfer: "no",
};

const DELEGABLE_ACTIONS: ReadonlySet<string> = new Set(
  Object.entries(DELEGABLE)
    .filter(([, delegable]) => delegable === "policy")
    .map(([name]) => `organizations:${name.toLowerCase()}`),
);

/** @param action in any case, such as `organizations:ListRoots` */
export function isDelegable(action: string): boolean {
  return DELEGABLE_ACTIONS.has(action.toLowerCase());
}
