/** What IAM refuses who may do everything, and in which words: unknown names, states in the way, quotas. */
import { arn, DOCUMENT, PASSWORD, READ_ONLY, TRUST } from "./stage.ts";

export interface RefusalRow {
  readonly operation: string;
  readonly input: object;
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

const PolicyDocument = DOCUMENT;
const PolicyName = "inline";
const PolicyArn = READ_ONLY;
const PermissionsBoundary = READ_ONLY;
const Tags = [{ Key: "a", Value: "b" }];
const TagKeys = ["a"];
const Password = PASSWORD;

type Inputs = Readonly<Record<string, object>>;

/** Each operation that names a user, with what else it takes. */
const OF_USER: Inputs = {
  GetUser: {},
  UpdateUser: { NewUserName: "other" },
  DeleteUser: {},
  ListGroupsForUser: {},
  CreateAccessKey: {},
  ListAccessKeys: {},
  CreateLoginProfile: { Password },
  UpdateLoginProfile: { Password },
  PutUserPolicy: { PolicyName, PolicyDocument },
  GetUserPolicy: { PolicyName },
  DeleteUserPolicy: { PolicyName },
  ListUserPolicies: {},
  AttachUserPolicy: { PolicyArn },
  DetachUserPolicy: { PolicyArn },
  ListAttachedUserPolicies: {},
  PutUserPermissionsBoundary: { PermissionsBoundary },
  DeleteUserPermissionsBoundary: {},
  TagUser: { Tags },
  UntagUser: { TagKeys },
  ListUserTags: {},
  ListMFADevices: {},
  // The user first, whatever the codes (recorded).
  EnableMFADevice: {
    SerialNumber: arn("mfa/none"),
    AuthenticationCode1: "000000",
    AuthenticationCode2: "000000",
  },
};
const OF_GROUP: Inputs = {
  GetGroup: {},
  UpdateGroup: { NewGroupName: "other" },
  DeleteGroup: {},
  AddUserToGroup: { UserName: "admin" },
  RemoveUserFromGroup: { UserName: "admin" },
  PutGroupPolicy: { PolicyName, PolicyDocument },
  GetGroupPolicy: { PolicyName },
  DeleteGroupPolicy: { PolicyName },
  ListGroupPolicies: {},
  AttachGroupPolicy: { PolicyArn },
  DetachGroupPolicy: { PolicyArn },
  ListAttachedGroupPolicies: {},
};
const OF_ROLE: Inputs = {
  GetRole: {},
  UpdateRole: {},
  UpdateRoleDescription: { Description: "" },
  UpdateAssumeRolePolicy: { PolicyDocument: TRUST },
  DeleteRole: {},
  ListInstanceProfilesForRole: {},
  PutRolePolicy: { PolicyName, PolicyDocument },
  GetRolePolicy: { PolicyName },
  DeleteRolePolicy: { PolicyName },
  ListRolePolicies: {},
  AttachRolePolicy: { PolicyArn },
  DetachRolePolicy: { PolicyArn },
  ListAttachedRolePolicies: {},
  PutRolePermissionsBoundary: { PermissionsBoundary },
  DeleteRolePermissionsBoundary: {},
  TagRole: { Tags },
  UntagRole: { TagKeys },
  ListRoleTags: {},
  DeleteServiceLinkedRole: {},
};
const OF_PROFILE: Inputs = {
  GetInstanceProfile: {},
  DeleteInstanceProfile: {},
  AddRoleToInstanceProfile: { RoleName: "taken" },
  RemoveRoleFromInstanceProfile: { RoleName: "taken" },
  TagInstanceProfile: { Tags },
  UntagInstanceProfile: { TagKeys },
  ListInstanceProfileTags: {},
};
const OF_POLICY: Inputs = {
  GetPolicy: {},
  DeletePolicy: {},
  ListEntitiesForPolicy: {},
  CreatePolicyVersion: { PolicyDocument },
  ListPolicyVersions: {},
  TagPolicy: { Tags },
  UntagPolicy: { TagKeys },
  ListPolicyTags: {},
};

function unknown(inputs: Inputs, named: object, message: string): readonly RefusalRow[] {
  return Object.entries(inputs).map(([operation, more]) => ({
    operation,
    input: { ...named, ...more },
    code: "NoSuchEntityException",
    status: 404,
    message,
  }));
}

const NO_POLICY = arn("policy/none");

export const UNKNOWN: readonly RefusalRow[] = [
  ...unknown(OF_USER, { UserName: "none" }, "The user with name none cannot be found."),
  ...unknown(OF_GROUP, { GroupName: "none" }, "The group with name none cannot be found."),
  ...unknown(OF_ROLE, { RoleName: "none" }, "The role with name none cannot be found."),
  ...unknown(OF_PROFILE, { InstanceProfileName: "none" }, "Instance Profile none cannot be found."),
  ...unknown(OF_POLICY, { PolicyArn: NO_POLICY }, `Policy ${NO_POLICY} was not found.`),
];

const missing = (operation: string, input: object, message: string): RefusalRow => ({
  operation,
  input,
  code: "NoSuchEntityException",
  status: 404,
  message,
});

/** What a name that is there lacks. */
export const LACKING: readonly RefusalRow[] = [
  missing("GetLoginProfile", { UserName: "taken" }, "Login Profile for User taken cannot be found."),
  missing("DeleteLoginProfile", { UserName: "taken" }, "Login Profile for User taken cannot be found."),
  missing(
    "GetUserPolicy",
    { UserName: "taken", PolicyName: "none" },
    "The user policy with name none cannot be found.",
  ),
  missing(
    "GetGroupPolicy",
    { GroupName: "taken", PolicyName: "none" },
    "The group policy with name none cannot be found.",
  ),
  missing(
    "GetRolePolicy",
    { RoleName: "taken", PolicyName: "none" },
    "The role policy with name none cannot be found.",
  ),
  missing(
    "DetachUserPolicy",
    { UserName: "taken", PolicyArn: READ_ONLY },
    `Policy ${READ_ONLY} was not found.`,
  ),
  missing(
    "AttachUserPolicy",
    { UserName: "taken", PolicyArn: NO_POLICY },
    `Policy ${NO_POLICY} does not exist or is not attachable.`,
  ),
  missing(
    "PutUserPermissionsBoundary",
    { UserName: "taken", PermissionsBoundary: NO_POLICY },
    `Scope ARN: ${NO_POLICY} does not exist or is not attachable.`,
  ),
  missing(
    "GetPolicyVersion",
    { PolicyArn: arn("policy/taken"), VersionId: "v9" },
    `Policy ${arn("policy/taken")} version v9 does not exist or is not attachable.`,
  ),
  missing(
    "DeleteAccessKey",
    { UserName: "taken", AccessKeyId: "AKIAIOSFODNN7EXAMPLE" },
    "The Access Key with id AKIAIOSFODNN7EXAMPLE cannot be found.",
  ),
];

const exists = (operation: string, input: object, message: string): RefusalRow => ({
  operation,
  input,
  code: "EntityAlreadyExistsException",
  status: 409,
  message,
});
const full = (operation: string, input: object, quota: string): RefusalRow => ({
  operation,
  input,
  code: "LimitExceededException",
  status: 409,
  message: `Cannot exceed quota for ${quota}`,
});

/** Names without regard to case. */
export const TAKEN: readonly RefusalRow[] = [
  exists("CreateUser", { UserName: "TAKEN" }, "User with name TAKEN already exists."),
  exists("CreateGroup", { GroupName: "TAKEN" }, "Group with name TAKEN already exists."),
  exists(
    "CreateRole",
    { RoleName: "TAKEN", AssumeRolePolicyDocument: TRUST },
    "Role with name TAKEN already exists.",
  ),
  exists("CreateInstanceProfile", { InstanceProfileName: "TAKEN" }, "Instance Profile TAKEN already exists."),
  exists(
    "CreatePolicy",
    { PolicyName: "taken", PolicyDocument },
    "A policy called taken already exists. Duplicate names are not allowed.",
  ),
];

/** Of an installation whose quotas are all that the ground takes. */
export const QUOTAS: readonly string[] = [
  "UsersPerAccount=3",
  "GroupsPerAccount=1",
  "RolesPerAccount=1",
  "PoliciesPerAccount=1",
  "InstanceProfilesPerAccount=1",
  "GroupsPerUser=0",
  "AccessKeysPerUser=1",
  "VersionsPerPolicy=1",
  "AttachedPoliciesPerUser=1",
  "AttachedPoliciesPerGroup=0",
  "AttachedPoliciesPerRole=0",
];

export const FULL: readonly RefusalRow[] = [
  full("CreateUser", { UserName: "one-more" }, "UsersPerAccount: 3"),
  full("CreateGroup", { GroupName: "one-more" }, "GroupsPerAccount: 1"),
  full("CreateRole", { RoleName: "one-more", AssumeRolePolicyDocument: TRUST }, "RolesPerAccount: 1"),
  full("CreatePolicy", { PolicyName: "one-more", PolicyDocument }, "PoliciesPerAccount: 1"),
  full("CreateInstanceProfile", { InstanceProfileName: "one-more" }, "InstanceProfilesPerAccount: 1"),
  full("AddUserToGroup", { GroupName: "taken", UserName: "taken" }, "GroupsPerUser: 0"),
  full("CreateAccessKey", { UserName: "admin" }, "AccessKeysPerUser: 1"),
  full("AttachUserPolicy", { UserName: "admin", PolicyArn }, "PoliciesPerUser: 1"),
  full("AttachGroupPolicy", { GroupName: "taken", PolicyArn }, "PoliciesPerGroup: 0"),
  full("AttachRolePolicy", { RoleName: "taken", PolicyArn }, "PoliciesPerRole: 0"),
];
