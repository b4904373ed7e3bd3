/** Why a request would be allowed or denied, and why one was. What an explanation looks like is told in docs/denials.md. */
import { listOf, type ModelFamily, operation, structure } from "./model-family.ts";

export const explanationFamily: ModelFamily = {
  operations: Object.fromEntries([
    operation("ExplainRequest", { errors: ["ResourceNotFoundException", "LimitExceededException"] }),
    operation("ExplainDenial", { errors: ["ResourceNotFoundException", "LimitExceededException"] }),
  ]),

  shapes: {
    ExplainedPrincipalArn: { type: "string", min: 20, max: 2048 },
    ExplainedAction: { type: "string", min: 3, max: 128, pattern: "[a-zA-Z0-9-]+:[a-zA-Z0-9]+" },
    /** An ARN, or `*` where the action is about nothing in particular. */
    ExplainedResource: { type: "string", min: 1, max: 2048 },
    ContextKeyName: { type: "string", min: 1, max: 256 },
    GivenContext: { type: "map", key: { shape: "ContextKeyName" }, value: { shape: "Strings" } },
    GivenPolicy: { type: "string", min: 1, max: 20_480 },
    AuthorizationId: { type: "string", min: 25, max: 25, pattern: "[0-9a-z]+" },
    RequestId: { type: "string", min: 1, max: 128 },
    EncodedMessage: { type: "string", min: 1, max: 10_240 },
    Document: { type: "structure", members: {}, document: true },

    ExplainRequestRequest: structure(
      {
        PrincipalArn: "ExplainedPrincipalArn",
        Action: "ExplainedAction",
        Resource: "ExplainedResource",
        Context: "GivenContext",
        ResourcePolicy: "GivenPolicy",
      },
      ["PrincipalArn", "Action", "Resource"],
    ),
    ExplainRequestResponse: structure({ Explanation: "Document", Context: "ExplainedKeys" }, [
      "Explanation",
      "Context",
    ]),
    /** Source: Given, Principal, Resource, Organization, Time, Request. */
    ExplainedKey: structure({ Key: "String", Values: "Strings", Source: "String" }, [
      "Key",
      "Values",
      "Source",
    ]),
    ExplainedKeys: listOf("ExplainedKey"),

    /** By one of the three. */
    ExplainDenialRequest: structure({
      AuthorizationId: "AuthorizationId",
      RequestId: "RequestId",
      EncodedMessage: "EncodedMessage",
    }),
    ExplainDenialResponse: structure(
      {
        AuthorizationId: "String",
        DeniedAt: "Timestamp",
        Question: "DeniedQuestion",
        Explanation: "Document",
        Context: "ExplainedKeys",
        Permissions: "DeniedPermissions",
        DecodedMessage: "String",
        Unexplained: "String",
      },
      ["Question", "Context"],
    ),
    DeniedQuestion: structure({ PrincipalArn: "String", Action: "String", Resource: "String" }, [
      "PrincipalArn",
      "Action",
      "Resource",
    ]),
    /** All that the request needed, in order. Decision: allowed, explicitDeny, implicitDeny; absent where others decided it. */
    DeniedPermission: structure({ Action: "String", Resource: "String", Decision: "String" }, [
      "Action",
      "Resource",
    ]),
    DeniedPermissions: listOf("DeniedPermission"),
  },
};
