/**
 * IAM Toolbox, in preview: newer than the archive. Source: botocore 1.43, `iam-toolbox/2018-05-10`; the IAM Toolbox API Reference
 * says the same.
 */
import type { ModelMember, ModelShape, ServiceModel } from "../model.ts";

const text: ModelShape = { type: "string" };
const listOf = (shape: string): ModelShape => ({ type: "list", member: { shape } });
const structure = (
  members: Readonly<Record<string, ModelMember>>,
  required: readonly string[] = [],
): ModelShape => ({ type: "structure", members, required });
const error = (httpStatusCode: number): ModelShape => ({
  ...structure({ message: { shape: "String" } }, ["message"]),
  exception: true,
  ...(httpStatusCode >= 500 && { fault: true }),
  error: { httpStatusCode, senderFault: httpStatusCode < 500 },
});

export const ID_PATTERN = "[0123456789abcdefghijklmnopqrstuvwxyz]+";

export const DETAILS_ERRORS = [
  { shape: "AccessDeniedException" },
  { shape: "ResourceNotFoundException" },
  { shape: "ValidationException" },
  { shape: "InternalServerException" },
];

export const iamToolboxModel: ServiceModel = {
  metadata: {
    apiVersion: "2018-05-10",
    endpointPrefix: "iam-toolbox",
    protocol: "rest-json",
    serviceFullName: "IAM Toolbox (Preview)",
    serviceId: "IAM Toolbox",
    signingName: "iam",
  },
  operations: {
    GetRequestAuthorizationDetails: {
      name: "GetRequestAuthorizationDetails",
      http: { method: "GET", requestUri: "/authorization-details/{authorizationId}", responseCode: 200 },
      input: { shape: "GetRequestAuthorizationDetailsInput" },
      output: { shape: "GetRequestAuthorizationDetailsOutput" },
      errors: DETAILS_ERRORS,
    },
  },
  shapes: {
    String: text,
    Boolean: { type: "boolean" },
    Document: { type: "structure", members: {}, document: true },
    AuthorizationContext: { type: "map", key: { shape: "String" }, value: { shape: "Document" } },
    GetRequestAuthorizationDetailsInputAuthorizationIdString: { type: "string", pattern: ID_PATTERN },
    GetRequestAuthorizationDetailsInput: structure(
      {
        authorizationId: {
          shape: "GetRequestAuthorizationDetailsInputAuthorizationIdString",
          location: "uri",
          locationName: "authorizationId",
        },
        nextToken: { shape: "String", location: "querystring", locationName: "nextToken" },
      },
      ["authorizationId"],
    ),
    GetRequestAuthorizationDetailsOutput: structure(
      {
        requestContext: { shape: "AuthorizationContext" },
        evaluations: { shape: "Evaluations" },
        policies: { shape: "PolicyInfoList" },
        nextToken: { shape: "String" },
      },
      ["requestContext", "evaluations", "policies"],
    ),
    Evaluations: listOf("Evaluation"),
    Evaluation: structure(
      {
        action: { shape: "String" },
        resource: { shape: "String" },
        context: { shape: "AuthorizationContext" },
        evaluatedEffect: { shape: "EvaluatedEffect" },
        matchedPolicies: { shape: "MatchedPolicyList" },
      },
      ["action", "resource"],
    ),
    EvaluatedEffect: { type: "string", enum: ["ALLOW", "EXPLICIT_DENY", "IMPLICIT_DENY"] },
    MatchedPolicyList: listOf("MatchedPolicy"),
    MatchedPolicy: structure(
      { uri: { shape: "String" }, matchedStatements: { shape: "MatchedStatementList" } },
      ["uri"],
    ),
    MatchedStatementList: listOf("MatchedStatement"),
    MatchedStatement: structure({
      sid: { shape: "String" },
      evaluatedEffect: { shape: "StatementEffect" },
    }),
    StatementEffect: { type: "string", enum: ["ALLOW", "DENY"] },
    PolicyInfoList: listOf("PolicyInfo"),
    PolicyInfo: structure({
      type: { shape: "PolicyType" },
      inline: { shape: "Boolean" },
      uri: { shape: "String" },
      attachedTo: { shape: "AttachedToList" },
    }),
    PolicyType: {
      type: "string",
      enum: [
        "IDENTITY_BASED_POLICY",
        "RESOURCE_BASED_POLICY",
        "PERMISSIONS_BOUNDARY",
        "SESSION_POLICY",
        "SERVICE_CONTROL_POLICY",
        "RESOURCE_CONTROL_POLICY",
        "VPC_ENDPOINT_POLICY",
      ],
    },
    AttachedToList: listOf("AttachedTo"),
    AttachedTo: structure({ arn: { shape: "AttachedToArnString" } }),
    AttachedToArnString: { type: "string", pattern: "arn:[^:]*:[^:]*:[^:]*:[^:]*:.*" },
    AccessDeniedException: error(403),
    ResourceNotFoundException: error(404),
    ValidationException: error(400),
    InternalServerException: error(500),
  },
  pages: {
    GetRequestAuthorizationDetails: {
      input_token: "nextToken",
      output_token: "nextToken",
      result_key: "evaluations",
    },
  },
};
