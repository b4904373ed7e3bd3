/**
 * Instances: machines that get their credentials through an instance profile. Members are called as EC2 calls them, where EC2 has them.
 * Source: EC2 API Reference, RunInstances, InstanceMetadataOptionsRequest, AssociateIamInstanceProfile; what is Rolecall's own is
 * enrolment, and what the metadata server asks for.
 */
import { error, listOf, type ModelFamily, operation, secret, structure } from "./model-family.ts";

const NOT_FOUND = "ResourceNotFoundException";
const CONFLICT = "ConflictException";
const FULL = "LimitExceededException";
const PROOF = "InvalidProofException";

const named = { InstanceId: "InstanceId" };

const described = {
  Name: "InstanceName",
  ImageId: "ImageId",
  InstanceType: "InstanceType",
  Architecture: "Architecture",
  Placement: "Placement",
  PrivateIpAddress: "IPv4Address",
  VpcId: "VpcId",
  SubnetId: "SubnetId",
  MetadataOptions: "MetadataOptions",
  Tags: "Tags",
};

export const instanceFamily: ModelFamily = {
  operations: Object.fromEntries([
    operation("RunInstance", { errors: [NOT_FOUND, CONFLICT, FULL] }),
    operation("GetInstance", { errors: [NOT_FOUND] }),
    operation("ListInstances"),
    operation("TerminateInstance", { errors: [NOT_FOUND] }),
    operation("AssociateInstanceProfile", { errors: [NOT_FOUND, CONFLICT] }),
    operation("ReplaceInstanceProfile", { errors: [NOT_FOUND, CONFLICT] }),
    operation("DisassociateInstanceProfile", { errors: [NOT_FOUND, CONFLICT] }),
    operation("ModifyInstanceMetadataOptions", { errors: [NOT_FOUND] }),
    operation("TagInstance", { errors: [NOT_FOUND, FULL] }),
    operation("UntagInstance", { errors: [NOT_FOUND] }),
    operation("CreateInstanceEnrolment", { errors: [NOT_FOUND] }),
    operation("EnrolInstance", { errors: ["InvalidEnrolmentTokenException"], isUnsigned: true }),
    operation("GetInstanceIdentity", { errors: [PROOF], isUnsigned: true }),
    operation("GetInstanceRoleCredentials", {
      errors: [
        PROOF,
        "NoInstanceProfileException",
        "InstanceProfileNotFoundException",
        "InstanceProfileWithoutRoleException",
      ],
      isUnsigned: true,
    }),
  ]),

  shapes: {
    InstanceId: { type: "string", min: 10, max: 19, pattern: "i-(?:[0-9a-f]{8}|[0-9a-f]{17})" },
    InstanceName: { type: "string", min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` },
    InstanceProfileName: { type: "string", min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` },
    ImageId: { type: "string", min: 5, max: 64, pattern: "ami-[0-9a-z]+" },
    InstanceType: { type: "string", min: 1, max: 64, pattern: "[a-z0-9.-]+" },
    Architecture: { type: "string", enum: ["i386", "x86_64", "arm64", "x86_64_mac", "arm64_mac"] },
    Region: { type: "string", min: 1, max: 64, pattern: "[a-z0-9-]+" },
    AvailabilityZone: { type: "string", min: 1, max: 64, pattern: "[a-z0-9-]+" },
    IPv4Address: {
      type: "string",
      min: 7,
      max: 15,
      pattern: String.raw`(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)`,
    },
    VpcId: { type: "string", min: 5, max: 64, pattern: "vpc-[0-9a-z]+" },
    SubnetId: { type: "string", min: 8, max: 64, pattern: "subnet-[0-9a-z]+" },
    /** 16 KiB, as on EC2. */
    UserData: { type: "blob", max: 16_384, sensitive: true },
    Placement: structure({ Region: "Region", AvailabilityZone: "AvailabilityZone" }),
    MetadataOptions: structure({
      HttpTokens: "HttpTokens",
      HttpPutResponseHopLimit: "HopLimit",
      HttpEndpoint: "Switch",
      InstanceMetadataTags: "Switch",
    }),
    HttpTokens: { type: "string", enum: ["optional", "required"] },
    HopLimit: { type: "integer", min: 1, max: 64 },
    Switch: { type: "string", enum: ["enabled", "disabled"] },
    InstanceState: {
      type: "string",
      enum: ["pending", "running", "shutting-down", "terminated", "stopping", "stopped"],
    },
    AssociatedProfile: structure({ Arn: "Arn", Id: "String" }, ["Id"]),
    Instance: structure(
      {
        ...named,
        Arn: "Arn",
        AccountId: "String",
        State: "InstanceState",
        LaunchTime: "Timestamp",
        ...described,
        InstanceProfile: "AssociatedProfile",
        EnrolledAt: "Timestamp",
        EnrolmentExpiresAt: "Timestamp",
      },
      ["InstanceId", "Arn", "AccountId", "State", "LaunchTime", "Placement", "MetadataOptions", "Tags"],
    ),
    InstanceList: listOf("Instance"),

    RunInstanceRequest: structure({
      ...named,
      ...described,
      InstanceProfileName: "InstanceProfileName",
      UserData: "UserData",
    }),
    RunInstanceResponse: structure({ Instance: "Instance" }, ["Instance"]),
    GetInstanceRequest: structure(named, ["InstanceId"]),
    GetInstanceResponse: structure({ Instance: "Instance" }, ["Instance"]),
    ListInstancesRequest: structure({ MaxResults: "MaxResults", NextToken: "NextToken" }),
    ListInstancesResponse: structure({ Instances: "InstanceList", NextToken: "NextToken" }, ["Instances"]),
    TerminateInstanceRequest: structure(named, ["InstanceId"]),
    TerminateInstanceResponse: structure({ Instance: "Instance" }, ["Instance"]),
    AssociateInstanceProfileRequest: structure({ ...named, InstanceProfileName: "InstanceProfileName" }, [
      "InstanceId",
      "InstanceProfileName",
    ]),
    AssociateInstanceProfileResponse: structure({ Instance: "Instance" }, ["Instance"]),
    ReplaceInstanceProfileRequest: structure({ ...named, InstanceProfileName: "InstanceProfileName" }, [
      "InstanceId",
      "InstanceProfileName",
    ]),
    ReplaceInstanceProfileResponse: structure({ Instance: "Instance" }, ["Instance"]),
    DisassociateInstanceProfileRequest: structure(named, ["InstanceId"]),
    DisassociateInstanceProfileResponse: structure({ Instance: "Instance" }, ["Instance"]),
    ModifyInstanceMetadataOptionsRequest: structure({ ...named, MetadataOptions: "MetadataOptions" }, [
      "InstanceId",
      "MetadataOptions",
    ]),
    ModifyInstanceMetadataOptionsResponse: structure({ Instance: "Instance" }, ["Instance"]),
    TagInstanceRequest: structure({ ...named, Tags: "Tags" }, ["InstanceId", "Tags"]),
    TagInstanceResponse: structure({}),
    UntagInstanceRequest: structure({ ...named, TagKeys: "TagKeys" }, ["InstanceId", "TagKeys"]),
    UntagInstanceResponse: structure({}),

    EnrolmentDuration: { type: "integer", min: 60, max: 3600 },
    EnrolmentToken: secret(256),
    CreateInstanceEnrolmentRequest: structure({ ...named, DurationSeconds: "EnrolmentDuration" }, [
      "InstanceId",
    ]),
    CreateInstanceEnrolmentResponse: structure(
      { ...named, EnrolmentToken: "EnrolmentToken", ExpiresAt: "Timestamp" },
      ["InstanceId", "EnrolmentToken", "ExpiresAt"],
    ),
    EnrolInstanceRequest: structure({ EnrolmentToken: "EnrolmentToken", PublicKey: "PublicKey" }, [
      "EnrolmentToken",
      "PublicKey",
    ]),
    EnrolInstanceResponse: structure({ Instance: "Instance" }, ["Instance"]),

    /** `without-role`: the profile has none; `not-found`: it was deleted, also where another has its name by now. */
    DeliveringProfileState: { type: "string", enum: ["active", "without-role", "not-found"] },
    DeliveringProfile: structure(
      {
        Arn: "Arn",
        Id: "String",
        State: "DeliveringProfileState",
        RoleName: "String",
        RoleArn: "Arn",
        SessionsRevokedAt: "Timestamp",
      },
      ["Id", "State"],
    ),
    GetInstanceIdentityRequest: structure({ Proof: "Proof" }, ["Proof"]),
    GetInstanceIdentityResponse: structure(
      { Instance: "Instance", InstanceProfile: "DeliveringProfile", UserData: "UserData" },
      ["Instance"],
    ),
    /** Which version of the metadata service hands them out: `ec2:RoleDelivery`. */
    RoleDelivery: { type: "string", enum: ["1.0", "2.0"] },
    GetInstanceRoleCredentialsRequest: structure({ Proof: "Proof", RoleDelivery: "RoleDelivery" }, ["Proof"]),
    GetInstanceRoleCredentialsResponse: structure(
      {
        RoleName: "String",
        RoleArn: "Arn",
        InstanceProfileArn: "Arn",
        InstanceProfileId: "String",
        AssumedRoleUser: "AssumedRoleUser",
        Credentials: "Credentials",
        IssuedAt: "Timestamp",
        SessionsRevokedAt: "Timestamp",
      },
      [
        "RoleName",
        "RoleArn",
        "InstanceProfileArn",
        "InstanceProfileId",
        "AssumedRoleUser",
        "Credentials",
        "IssuedAt",
      ],
    ),

    InvalidEnrolmentTokenException: error(400),
    NoInstanceProfileException: error(400),
    InstanceProfileNotFoundException: error(400),
    InstanceProfileWithoutRoleException: error(400),
  },

  pages: {
    ListInstances: {
      input_token: "NextToken",
      limit_key: "MaxResults",
      output_token: "NextToken",
      result_key: "Instances",
    },
  },
};
