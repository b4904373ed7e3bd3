/**
 * Services that roles trust by their name, what they prove themselves by, and what they may do for others. What AWS's services do
 * among themselves is not published: members are called as STS and CloudTrail call them, where they do.
 */
import { error, listOf, type ModelFamily, operation, structure } from "./model-family.ts";

const NOT_FOUND = "ResourceNotFoundException";
const CONFLICT = "ConflictException";
const FULL = "LimitExceededException";
const OTHERS = "NotServiceOwnerException";

const named = { ServiceName: "ServiceName" };

export const serviceFamily: ModelFamily = {
  operations: Object.fromEntries([
    operation("RegisterService", { errors: [CONFLICT, FULL, OTHERS] }),
    operation("GetService", { errors: [NOT_FOUND] }),
    operation("ListServices"),
    operation("AddServiceKey", { errors: [NOT_FOUND, CONFLICT, FULL, OTHERS] }),
    operation("RemoveServiceKey", { errors: [NOT_FOUND, CONFLICT, OTHERS] }),
    operation("DeregisterService", { errors: [NOT_FOUND, OTHERS] }),
    operation("GetServiceCredentials", { errors: ["InvalidProofException"], isUnsigned: true }),
    operation("GetForwardAccessCredentials", {
      errors: ["NotAServiceException", "InvalidForwardedRequestException"],
    }),
  ]),

  shapes: {
    ServiceName: { type: "string", min: 3, max: 128, pattern: "[a-z0-9.-]+" },
    ServiceDisplayName: { type: "string", min: 1, max: 256 },
    SigningName: { type: "string", min: 1, max: 128, pattern: "[a-z0-9.-]+" },
    ServiceKeyId: { type: "string", min: 32, max: 32, pattern: "[0-9a-f]+" },
    ServiceKey: structure({ KeyId: "ServiceKeyId", AddedAt: "Timestamp" }, ["KeyId", "AddedAt"]),
    ServiceKeyList: listOf("ServiceKey"),
    /** `INSTALLATION`: it may act in every account. `ORGANIZATION`: in its owner's, and in those of the owner's organization. */
    ServiceReach: { type: "string", enum: ["INSTALLATION", "ORGANIZATION"] },
    RegisteredService: structure(
      {
        ...named,
        Arn: "Arn",
        DisplayName: "ServiceDisplayName",
        SigningName: "SigningName",
        Reach: "ServiceReach",
        OwnerAccountId: "String",
        Keys: "ServiceKeyList",
        RegisteredAt: "Timestamp",
      },
      ["ServiceName", "Arn", "SigningName", "Reach", "Keys", "RegisteredAt"],
    ),
    RegisteredServiceList: listOf("RegisteredService"),

    RegisterServiceRequest: structure(
      { ...named, DisplayName: "ServiceDisplayName", PublicKey: "PublicKey" },
      ["ServiceName", "PublicKey"],
    ),
    RegisterServiceResponse: structure({ Service: "RegisteredService" }, ["Service"]),
    GetServiceRequest: structure(named, ["ServiceName"]),
    GetServiceResponse: structure({ Service: "RegisteredService" }, ["Service"]),
    ListServicesRequest: structure({ MaxResults: "MaxResults", NextToken: "NextToken" }),
    ListServicesResponse: structure({ Services: "RegisteredServiceList", NextToken: "NextToken" }, [
      "Services",
    ]),
    AddServiceKeyRequest: structure({ ...named, PublicKey: "PublicKey" }, ["ServiceName", "PublicKey"]),
    AddServiceKeyResponse: structure({ Service: "RegisteredService" }, ["Service"]),
    RemoveServiceKeyRequest: structure({ ...named, KeyId: "ServiceKeyId" }, ["ServiceName", "KeyId"]),
    RemoveServiceKeyResponse: structure({ Service: "RegisteredService" }, ["Service"]),
    DeregisterServiceRequest: structure(named, ["ServiceName"]),
    DeregisterServiceResponse: structure({}),

    SourceAccountId: { type: "string", min: 12, max: 12, pattern: String.raw`\d{12}` },
    ServiceSessionDuration: { type: "integer", min: 900, max: 3600 },
    GetServiceCredentialsRequest: structure(
      {
        Proof: "Proof",
        SourceArn: "Arn",
        SourceAccount: "SourceAccountId",
        DurationSeconds: "ServiceSessionDuration",
      },
      ["Proof"],
    ),
    GetServiceCredentialsResponse: structure({ ...named, Credentials: "Credentials" }, [
      "ServiceName",
      "Credentials",
    ]),

    HttpMethod: { type: "string", min: 1, max: 16, pattern: "[A-Z]+" },
    /** As on the wire: the target before and behind its first question mark. */
    RawPath: { type: "string", min: 1, max: 8192, pattern: "[!-~]+" },
    RawQuery: { type: "string", min: 0, max: 8192, pattern: "[!-~]*" },
    HeaderName: { type: "string", min: 1, max: 128, pattern: String.raw`[!#$%&'*+.^_|~0-9A-Za-z\x60-]+` },
    /** A character a byte. */
    HeaderValue: { type: "string", min: 0, max: 65_536, pattern: String.raw`[\t -~\x80-\xff]*` },
    ForwardedHeader: structure({ Name: "HeaderName", Value: "HeaderValue" }, ["Name", "Value"]),
    ForwardedHeaders: { ...listOf("ForwardedHeader", { min: 1, max: 100 }), sensitive: true },
    Sha256Hex: { type: "string", min: 64, max: 64, pattern: "[0-9a-f]+" },
    /** What a principal sent to the service, and signed. */
    ForwardedRequest: structure(
      {
        Method: "HttpMethod",
        RawPath: "RawPath",
        RawQuery: "RawQuery",
        Headers: "ForwardedHeaders",
        BodySha256: "Sha256Hex",
      },
      ["Method", "RawPath", "Headers", "BodySha256"],
    ),
    ForwardAccessDuration: { type: "integer", min: 60, max: 900 },
    GetForwardAccessCredentialsRequest: structure(
      { Request: "ForwardedRequest", DurationSeconds: "ForwardAccessDuration" },
      ["Request"],
    ),
    ForwardedPrincipal: structure({ Arn: "Arn", UserId: "String", AccountId: "String" }, [
      "Arn",
      "UserId",
      "AccountId",
    ]),
    CalledVia: listOf("String"),
    GetForwardAccessCredentialsResponse: structure(
      { Principal: "ForwardedPrincipal", CalledVia: "CalledVia", Credentials: "Credentials" },
      ["Principal", "CalledVia", "Credentials"],
    ),

    NotServiceOwnerException: error(400),
    NotAServiceException: error(400),
    InvalidForwardedRequestException: error(400),
  },

  pages: {
    ListServices: {
      input_token: "NextToken",
      limit_key: "MaxResults",
      output_token: "NextToken",
      result_key: "Services",
    },
  },
};
