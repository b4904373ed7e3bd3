/** What each operation of Organizations is asked with in the test of permissions, and what it then is about: a row each. */
import type { OrganizationsOperations } from "@rolecall/contracts";
import { ALONE, MANAGEMENT, MEMBER } from "./organization.ts";

/** What is in the organization that the rows are about. */
export interface Ground {
  readonly organizationId: string;
  readonly rootId: string;
  readonly unitId: string;
  /** A tag policy that is attached to nothing. */
  readonly policyId: string;
}

export interface PermissionRow {
  readonly input: object | ((ground: Ground) => object);
  /**
   * The ARNs that the permission is on, without what stands before the kind: `root/o-…/r-…`; all are needed, the first is named in the denial.
   * Absent where it is `*`.
   */
  readonly on?: (ground: Ground) => readonly string[];
  /** The error that is answered once the permission is there; absent where it is done. */
  readonly answers?: string;
}

/** In no installation. */
const NOBODY = "555555555555";
const TAG_POLICY = "TAG_POLICY";
const CONTENT = '{"tags":{}}';
const SSO = { ServicePrincipal: "sso.amazonaws.com" };
const NEW_ACCOUNT = { Email: "new@example.com", AccountName: "New" };
const NO_HANDSHAKE = {
  input: { HandshakeId: `h-${"0".repeat(32)}` },
  answers: "HandshakeNotFoundException",
};
const NO_TRANSFER = { input: { Id: "rt-00000000" }, answers: "ResponsibilityTransferNotFoundException" };

const account = (id: string) => (ground: Ground) => [`account/${ground.organizationId}/${id}`];
const onRoot = ({ organizationId, rootId }: Ground) => [`root/${organizationId}/${rootId}`];
const onUnit = ({ organizationId, unitId }: Ground) => [`ou/${organizationId}/${unitId}`];
const onPolicy = ({ organizationId, policyId }: Ground) => [
  `policy/${organizationId}/tag_policy/${policyId}`,
];
const onPolicyAndUnit = (ground: Ground) => [...onPolicy(ground), ...onUnit(ground)];
const onNewDelegationPolicy = ({ organizationId }: Ground) => [`resourcepolicy/${organizationId}/rp-*`];
const thePolicy = ({ policyId }: Ground) => ({ PolicyId: policyId });
const policyAndUnit = ({ policyId, unitId }: Ground) => ({ PolicyId: policyId, TargetId: unitId });
const theUnit = ({ unitId }: Ground) => ({ OrganizationalUnitId: unitId });
const underUnit = ({ unitId }: Ground) => ({ ParentId: unitId });
const rootAndType = ({ rootId }: Ground) => ({ RootId: rootId, PolicyType: TAG_POLICY });

/** In the order in which they are asked: what one does the next may need. */
export const PERMISSION_ROWS: Readonly<Record<keyof OrganizationsOperations, PermissionRow>> = {
  EnablePolicyType: { input: rootAndType, on: onRoot },
  CreatePolicy: {
    input: { Name: "New", Type: TAG_POLICY, Description: "", Content: CONTENT },
    on: ({ organizationId }) => [`policy/${organizationId}/tag_policy/p-*`],
  },
  UpdatePolicy: { input: thePolicy, on: onPolicy },
  DescribePolicy: { input: thePolicy, on: onPolicy },
  ListPolicies: { input: { Filter: TAG_POLICY } },
  AttachPolicy: { input: policyAndUnit, on: onPolicyAndUnit },
  ListPoliciesForTarget: {
    input: ({ unitId }) => ({ TargetId: unitId, Filter: TAG_POLICY }),
    on: onUnit,
  },
  ListTargetsForPolicy: { input: thePolicy, on: onPolicy },
  DescribeEffectivePolicy: {
    input: { PolicyType: TAG_POLICY },
    on: account(MANAGEMENT),
    // Nothing is attached on its way.
    answers: "EffectivePolicyNotFoundException",
  },
  ListAccountsWithInvalidEffectivePolicy: { input: { PolicyType: TAG_POLICY } },
  ListEffectivePolicyValidationErrors: {
    input: { PolicyType: TAG_POLICY, AccountId: MEMBER },
    on: account(MEMBER),
  },
  DetachPolicy: { input: policyAndUnit, on: onPolicyAndUnit },
  DeletePolicy: { input: thePolicy, on: onPolicy },
  DisablePolicyType: { input: rootAndType, on: onRoot },
  TagResource: {
    input: ({ unitId }) => ({ ResourceId: unitId, Tags: [{ Key: "team", Value: "a" }] }),
    on: onUnit,
  },
  ListTagsForResource: { input: ({ unitId }) => ({ ResourceId: unitId }), on: onUnit },
  UntagResource: { input: ({ unitId }) => ({ ResourceId: unitId, TagKeys: ["team"] }), on: onUnit },
  EnableAWSServiceAccess: { input: SSO },
  ListAWSServiceAccessForOrganization: { input: {} },
  RegisterDelegatedAdministrator: { input: { AccountId: MEMBER, ...SSO }, on: account(MEMBER) },
  ListDelegatedAdministrators: { input: {} },
  ListDelegatedServicesForAccount: { input: { AccountId: MEMBER }, on: account(MEMBER) },
  DeregisterDelegatedAdministrator: { input: { AccountId: MEMBER, ...SSO }, on: account(MEMBER) },
  DisableAWSServiceAccess: { input: SSO },
  PutResourcePolicy: {
    input: {
      Content: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { AWS: MEMBER },
          Action: "organizations:ListRoots",
          Resource: "*",
        },
      }),
    },
    on: onNewDelegationPolicy,
  },
  DescribeResourcePolicy: { input: {} },
  DeleteResourcePolicy: { input: {} },
  DescribeOrganization: { input: {} },
  CreateOrganization: { input: {}, answers: "AlreadyInOrganizationException" },
  DeleteOrganization: { input: {}, answers: "OrganizationNotEmptyException" },
  LeaveOrganization: { input: {}, answers: "MasterCannotLeaveOrganizationException" },
  EnableAllFeatures: { input: {}, answers: "HandshakeConstraintViolationException" },
  ListRoots: { input: {} },
  CreateOrganizationalUnit: { input: ({ rootId }) => ({ ParentId: rootId, Name: "New" }), on: onRoot },
  UpdateOrganizationalUnit: { input: theUnit, on: onUnit },
  DescribeOrganizationalUnit: { input: theUnit, on: onUnit },
  DeleteOrganizationalUnit: { input: theUnit, on: onUnit, answers: "OrganizationalUnitNotEmptyException" },
  ListOrganizationalUnitsForParent: { input: underUnit, on: onUnit },
  ListAccountsForParent: { input: underUnit, on: onUnit },
  ListChildren: { input: (ground) => ({ ...underUnit(ground), ChildType: "ACCOUNT" }), on: onUnit },
  ListParents: { input: { ChildId: MEMBER }, on: account(MEMBER) },
  ListAccounts: { input: {} },
  DescribeAccount: { input: { AccountId: MEMBER }, on: account(MEMBER) },
  MoveAccount: {
    input: ({ rootId, unitId }) => ({
      AccountId: MEMBER,
      SourceParentId: unitId,
      DestinationParentId: rootId,
    }),
    on: (ground) => [...account(MEMBER)(ground), ...onUnit(ground), ...onRoot(ground)],
  },
  CreateAccount: { input: NEW_ACCOUNT },
  CreateGovCloudAccount: { input: NEW_ACCOUNT, answers: "ConstraintViolationException" },
  DescribeCreateAccountStatus: {
    input: { CreateAccountRequestId: `car-${"0".repeat(32)}` },
    answers: "CreateAccountStatusNotFoundException",
  },
  ListCreateAccountStatus: { input: {} },
  CloseAccount: { input: { AccountId: NOBODY }, on: account(NOBODY), answers: "AccountNotFoundException" },
  RemoveAccountFromOrganization: {
    input: { AccountId: NOBODY },
    on: account(NOBODY),
    answers: "AccountNotFoundException",
  },
  InviteAccountToOrganization: { input: { Target: { Id: ALONE, Type: "ACCOUNT" } }, on: account(ALONE) },
  ListHandshakesForOrganization: { input: {} },
  ListHandshakesForAccount: { input: {} },
  DescribeHandshake: NO_HANDSHAKE,
  AcceptHandshake: NO_HANDSHAKE,
  DeclineHandshake: NO_HANDSHAKE,
  CancelHandshake: NO_HANDSHAKE,
  InviteOrganizationToTransferResponsibility: {
    input: {
      Type: "BILLING",
      Target: { Id: ALONE, Type: "ACCOUNT" },
      SourceName: "Bills",
      // Long past.
      StartTimestamp: new Date(0),
    },
    on: account(ALONE),
    answers: "InvalidInputException",
  },
  ListInboundResponsibilityTransfers: { input: { Type: "BILLING" } },
  ListOutboundResponsibilityTransfers: { input: { Type: "BILLING" } },
  DescribeResponsibilityTransfer: NO_TRANSFER,
  UpdateResponsibilityTransfer: { ...NO_TRANSFER, input: { ...NO_TRANSFER.input, Name: "New" } },
  TerminateResponsibilityTransfer: NO_TRANSFER,
};
