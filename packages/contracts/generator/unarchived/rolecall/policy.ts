/** What is asked about policies while they are written: what may stand in them, and what a change would come to. */
import { listOf, type ModelFamily, operation, structure } from "./model-family.ts";

export const policyFamily: ModelFamily = {
  operations: Object.fromEntries([
    operation("GetServiceReference"),
    operation("PreviewPolicyChange", { errors: ["ResourceNotFoundException"] }),
  ]),

  shapes: {
    /** The prefix of its actions: `s3`. */
    ServicePrefix: { type: "string", min: 1, max: 64, pattern: "[A-Za-z0-9-]+" },
    GetServiceReferenceRequest: structure({ Service: "ServicePrefix" }, ["Service"]),
    GetServiceReferenceResponse: structure(
      {
        Service: "String",
        Name: "String",
        Actions: "ReferenceActions",
        ResourceTypes: "ReferenceResourceTypes",
        ConditionKeys: "ReferenceConditionKeys",
        GlobalConditionKeys: "ReferenceConditionKeys",
      },
      ["Service", "Name", "Actions", "ResourceTypes", "ConditionKeys", "GlobalConditionKeys"],
    ),
    /** ResourceTypes: names of what it can be limited to; none where it is about everything alone. */
    ReferenceAction: structure({ Name: "String", ResourceTypes: "Strings" }, ["Name", "ResourceTypes"]),
    ReferenceActions: listOf("ReferenceAction"),
    /** Arn: `arn:${Partition}:s3:::${BucketName}`. */
    ReferenceResourceType: structure({ Name: "String", Arn: "String" }, ["Name", "Arn"]),
    ReferenceResourceTypes: listOf("ReferenceResourceType"),
    /** Type as AWS writes it: `String`, `ArrayOfString`, `Bool`, `ARN`, `Date`, `Numeric`, `IPAddress`. */
    ReferenceConditionKey: structure({ Name: "String", Type: "String" }, ["Name"]),
    ReferenceConditionKeys: listOf("ReferenceConditionKey"),

    PreviewedDocument: { type: "string", min: 1, max: 131_072 },
    PreviewedPolicyName: { type: "string", min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` },
    PreviewMarker: { type: "string", min: 1, max: 6 },
    /**
     * PolicyArn and PolicyDocument: another version of a managed policy. PrincipalArn and PolicyName: an inline policy that is written, or
     * deleted where PolicyDocument is absent. PrincipalArn and PolicyArn: a managed policy that is attached, or detached where it is.
     */
    PreviewPolicyChangeRequest: structure({
      PolicyArn: "Arn",
      PrincipalArn: "Arn",
      PolicyName: "PreviewedPolicyName",
      PolicyDocument: "PreviewedDocument",
      Marker: "PreviewMarker",
    }),
    /** Principals: those for whom something changes. LookedAt: so many of PrincipalCount, pages before included. */
    PreviewPolicyChangeResponse: structure(
      {
        Principals: "PreviewedPrincipals",
        PrincipalCount: "Integer",
        LookedAt: "Integer",
        ActionCount: "Integer",
        RequestCount: "Integer",
        IsSampled: "Boolean",
        Marker: "PreviewMarker",
      },
      ["Principals", "PrincipalCount", "LookedAt", "ActionCount", "RequestCount", "IsSampled"],
    ),
    PreviewedPrincipal: structure(
      {
        Arn: "Arn",
        GainedCount: "Integer",
        LostCount: "Integer",
        Gained: "PreviewedDecisions",
        Lost: "PreviewedDecisions",
      },
      ["Arn", "GainedCount", "LostCount", "Gained", "Lost"],
    ),
    PreviewedPrincipals: listOf("PreviewedPrincipal"),
    PreviewedOutcome: { type: "string", enum: ["allowed", "depends", "denied"] },
    /** Resource as the policy writes it. ConditionKeys: on which it depends, before or behind. */
    PreviewedDecision: structure(
      {
        Action: "String",
        Resource: "String",
        Before: "PreviewedOutcome",
        After: "PreviewedOutcome",
        ConditionKeys: "Strings",
      },
      ["Action", "Resource", "Before", "After", "ConditionKeys"],
    ),
    PreviewedDecisions: listOf("PreviewedDecision"),
  },
};
