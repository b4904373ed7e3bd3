/** Role templates and account properties: newer than the published model. IAM API Reference, "Actions". */
import type { ModelOperation, ModelPage } from "../model.ts";
import type { Overlay } from "./overlay.ts";

function queryOperation(name: string, errors: readonly string[]): ModelOperation {
  return {
    name,
    http: { method: "POST", requestUri: "/" },
    input: { shape: `${name}Request` },
    output: { shape: `${name}Response` },
    errors: errors.map((shape) => ({ shape })),
  };
}

function paged(results: string): ModelPage {
  return {
    input_token: "Marker",
    limit_key: "MaxItems",
    output_token: "Marker",
    more_results: "IsTruncated",
    result_key: results,
  };
}

const latin1Text = "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*";
const tagTemplateText = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@{}]";

export const iamOverlay: Overlay = {
  operations: {
    AcquireRole: queryOperation("AcquireRole", [
      "LimitExceededException",
      "InvalidInputException",
      "EntityAlreadyExistsException",
      "RoleModifiedException",
      "NameConflictException",
      "MalformedPolicyDocumentException",
      "ConcurrentModificationException",
      "ServiceFailureException",
      "NoSuchEntityException",
      "RoleTemplateDisabledException",
    ]),
    GetAccountProperties: queryOperation("GetAccountProperties", [
      "InvalidInputException",
      "ServiceFailureException",
    ]),
    GetRoleTemplateVersion: queryOperation("GetRoleTemplateVersion", [
      "NoSuchEntityException",
      "InvalidInputException",
      "ServiceFailureException",
    ]),
    PutAccountProperties: queryOperation("PutAccountProperties", [
      "InvalidInputException",
      "ConcurrentModificationException",
      "ServiceFailureException",
    ]),
  },
  // Their inputs and outputs have tokens; the model's list of paginators leaves them out.
  pages: {
    GetOrganizationsAccessReport: paged("AccessDetails"),
    GetServiceLastAccessedDetails: paged("ServicesLastAccessed"),
    GetServiceLastAccessedDetailsWithEntities: paged("EntityDetailsList"),
    ListDelegationRequests: { ...paged("DelegationRequests"), more_results: "isTruncated" },
    ListPoliciesGrantingServiceAccess: {
      input_token: "Marker",
      output_token: "Marker",
      more_results: "IsTruncated",
      result_key: "PoliciesGrantingServiceAccess",
    },
    ListServiceSpecificCredentials: paged("ServiceSpecificCredentials"),
  },
  // A job that is in progress has none of them (recorded).
  optional: {
    GetServiceLastAccessedDetailsResponse: ["JobCompletionDate", "ServicesLastAccessed"],
    GetServiceLastAccessedDetailsWithEntitiesResponse: ["JobCompletionDate", "EntityDetailsList"],
  },
  members: { Role: { SourceRoleTemplate: { shape: "SourceRoleTemplate" } } },
  shapes: {
    AcquireRoleRequest: {
      type: "structure",
      required: ["TemplateArn"],
      members: {
        TemplateArn: { shape: "arnType" },
        TemplateMinorVersion: { shape: "integerType" },
        ReplacementValues: { shape: "mapStringReplacementValueEntry" },
      },
    },
    AcquireRoleResponse: { type: "structure", required: ["Role"], members: { Role: { shape: "Role" } } },
    GetAccountPropertiesRequest: { type: "structure", members: {} },
    GetAccountPropertiesResponse: {
      type: "structure",
      members: { Properties: { shape: "accountPropertiesMapType" } },
    },
    GetRoleTemplateVersionRequest: {
      type: "structure",
      required: ["TemplateArn"],
      members: { TemplateArn: { shape: "arnType" }, MinorVersion: { shape: "integerType" } },
    },
    GetRoleTemplateVersionResponse: {
      type: "structure",
      required: ["RoleTemplateVersion"],
      members: { RoleTemplateVersion: { shape: "RoleTemplateVersion" } },
    },
    PutAccountPropertiesRequest: {
      type: "structure",
      required: ["Properties"],
      members: { Properties: { shape: "accountPropertiesMapType" } },
    },
    PutAccountPropertiesResponse: { type: "structure", members: {} },
    SourceRoleTemplate: {
      type: "structure",
      required: ["TemplateArn", "TemplateMinorVersion"],
      members: { TemplateArn: { shape: "arnType" }, TemplateMinorVersion: { shape: "integerType" } },
    },
    RoleTemplateVersion: {
      type: "structure",
      members: {
        TemplateArn: { shape: "arnType" },
        TemplateName: { shape: "roleTemplateNameType" },
        TemplateVersionId: { shape: "idType" },
        Description: { shape: "roleTemplateDescriptionType" },
        MajorVersion: { shape: "integerType" },
        DefaultMinorVersion: { shape: "integerType" },
        ManagedByType: { shape: "managedByTypeType" },
        ManagedByValue: { shape: "managedByValueType" },
        Enabled: { shape: "booleanType" },
        MinorVersion: { shape: "integerType" },
        RoleNamePattern: { shape: "roleNamePatternType" },
        RolePathPattern: { shape: "rolePathPatternType" },
        RoleDescriptionPattern: { shape: "roleDescriptionPatternType" },
        AssumeRolePolicyDocumentTemplate: { shape: "policyDocumentType" },
        InlinePolicyTemplates: { shape: "inlinePolicyTemplateListType" },
        ManagedPolicyArns: { shape: "managedPolicyArnListType" },
        PermissionBoundaryArn: { shape: "arnType" },
        ParametersDefinition: { shape: "parametersDefinitionListType" },
        RoleTagsTemplate: { shape: "tagTemplateListType" },
        MaxSessionDuration: { shape: "roleMaxSessionDurationType" },
        VersionEnabled: { shape: "booleanType" },
        CreateTimestamp: { shape: "dateType" },
        UpdateTimestamp: { shape: "dateType" },
      },
    },
    InlinePolicy: {
      type: "structure",
      required: ["PolicyName", "PolicyDocument"],
      members: { PolicyName: { shape: "policyNameType" }, PolicyDocument: { shape: "policyDocumentType" } },
    },
    ParameterDefinition: {
      type: "structure",
      required: ["Name", "Type"],
      members: {
        Name: { shape: "parameterNameType" },
        Type: { shape: "parameterTypeType" },
        SubType: { shape: "parameterSubTypeType" },
        Description: { shape: "parameterDescriptionType" },
        IsRequired: { shape: "booleanType" },
        DefaultValue: { shape: "parameterDefaultValueType" },
        Immutable: { shape: "booleanType" },
      },
    },
    ReplacementValueEntry: {
      type: "structure",
      required: ["Values"],
      members: { Values: { shape: "replacementValueListType" } },
    },
    TagTemplate: {
      type: "structure",
      required: ["Key", "Value"],
      members: { Key: { shape: "tagTemplateKeyType" }, Value: { shape: "tagTemplateValueType" } },
    },
    NameConflictException: {
      type: "structure",
      members: { message: { shape: "stringType" } },
      error: { code: "NameConflict", httpStatusCode: 409, senderFault: true },
      exception: true,
    },
    RoleModifiedException: {
      type: "structure",
      members: { message: { shape: "stringType" } },
      error: { code: "RoleModified", httpStatusCode: 409, senderFault: true },
      exception: true,
    },
    RoleTemplateDisabledException: {
      type: "structure",
      members: { message: { shape: "stringType" } },
      error: { code: "RoleTemplateDisabled", httpStatusCode: 400, senderFault: true },
      exception: true,
    },
    accountPropertiesMapType: {
      type: "map",
      key: { shape: "accountPropertyKeyType" },
      value: { shape: "accountPropertyValueType" },
    },
    accountPropertyKeyType: { type: "string", max: 50, min: 1, pattern: "^[A-Za-z][A-Za-z0-9/_-]*$" },
    accountPropertyValueType: { type: "string", max: 1024, min: 1 },
    inlinePolicyTemplateListType: { type: "list", member: { shape: "InlinePolicy" } },
    managedByTypeType: { type: "string", enum: ["Service"] },
    managedByValueType: { type: "string", max: 128, min: 1 },
    managedPolicyArnListType: { type: "list", member: { shape: "arnType" } },
    mapStringReplacementValueEntry: {
      type: "map",
      key: { shape: "stringType" },
      value: { shape: "ReplacementValueEntry" },
      max: 30,
    },
    parameterDefaultValueType: { type: "string", max: 1024 },
    parameterDescriptionType: { type: "string", max: 1000 },
    parameterNameType: { type: "string", max: 128, min: 1 },
    parameterSubTypeType: { type: "string", max: 256 },
    parameterTypeType: {
      type: "string",
      enum: ["String", "StringList", "Number", "NumberList", "Arn", "ArnList"],
    },
    parametersDefinitionListType: { type: "list", member: { shape: "ParameterDefinition" } },
    replacementValueListType: { type: "list", member: { shape: "stringType" }, max: 20, min: 1 },
    roleDescriptionPatternType: { type: "string", max: 512, min: 1 },
    roleNamePatternType: { type: "string", max: 256, min: 1 },
    rolePathPatternType: { type: "string", max: 256, min: 1, pattern: `/${latin1Text}/` },
    roleTemplateDescriptionType: { type: "string", max: 512, pattern: latin1Text },
    roleTemplateNameType: { type: "string", max: 128, min: 1, pattern: "[\\w+=,.\\-]+" },
    tagTemplateKeyType: { type: "string", max: 128, min: 1, pattern: `${tagTemplateText}+` },
    tagTemplateListType: { type: "list", member: { shape: "TagTemplate" }, max: 50 },
    tagTemplateValueType: { type: "string", max: 256, min: 0, pattern: `${tagTemplateText}*` },
  },
};
