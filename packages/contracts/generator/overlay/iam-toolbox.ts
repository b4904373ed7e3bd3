/**
 * GetRequestAuthorizationPolicy, which the IAM Toolbox API Reference has and no published model: path, inputs, and that the answer is
 * the document as JSON. What was not to be seen there is what the answer's member is called, and which errors there are:
 * `policyDocument` and the errors of GetRequestAuthorizationDetails stand in for it.
 */
import { DETAILS_ERRORS, ID_PATTERN } from "../unarchived/iam-toolbox.ts";
import type { Overlay } from "./overlay.ts";

export const iamToolboxOverlay: Overlay = {
  operations: {
    GetRequestAuthorizationPolicy: {
      name: "GetRequestAuthorizationPolicy",
      http: {
        method: "GET",
        requestUri: "/authorization-details/{authorizationId}/policy",
        responseCode: 200,
      },
      input: { shape: "GetRequestAuthorizationPolicyInput" },
      output: { shape: "GetRequestAuthorizationPolicyOutput" },
      errors: DETAILS_ERRORS,
    },
  },
  shapes: {
    GetRequestAuthorizationPolicyInputAuthorizationIdString: {
      type: "string",
      min: 0,
      max: 256,
      pattern: ID_PATTERN,
    },
    GetRequestAuthorizationPolicyInput: {
      type: "structure",
      members: {
        authorizationId: {
          shape: "GetRequestAuthorizationPolicyInputAuthorizationIdString",
          location: "uri",
          locationName: "authorizationId",
        },
        policyUri: { shape: "String", location: "querystring", locationName: "policyUri" },
      },
      required: ["authorizationId", "policyUri"],
    },
    GetRequestAuthorizationPolicyOutput: {
      type: "structure",
      members: { policyDocument: { shape: "Document" } },
      required: ["policyDocument"],
    },
  },
};
