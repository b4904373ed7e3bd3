/** Verification of phone numbers, newer than the published model. Account Management API Reference, "Actions". */
import type { ModelOperation } from "../model.ts";
import type { Overlay } from "./overlay.ts";

function verification(name: string, requestUri: string): ModelOperation {
  return {
    name,
    http: { method: "POST", requestUri, responseCode: 200 },
    input: { shape: `${name}Request` },
    output: { shape: `${name}Response` },
    errors: [
      { shape: "ResourceNotFoundException" },
      { shape: "AccessDeniedException" },
      { shape: "ValidationException" },
      { shape: "ConflictException" },
      { shape: "TooManyRequestsException" },
      { shape: "InternalServerException" },
    ],
  };
}

export const accountOverlay: Overlay = {
  operations: {
    SendPhoneNumberVerification: verification("SendPhoneNumberVerification", "/sendPhoneNumberVerification"),
    VerifyPhoneNumber: verification("VerifyPhoneNumber", "/verifyPhoneNumber"),
  },
  members: {
    GetContactInformationResponse: { VerificationStatus: { shape: "PhoneNumberVerificationStatus" } },
  },
  shapes: {
    PhoneNumberVerificationStatus: {
      type: "string",
      enum: ["PENDING", "VERIFIED", "UNVERIFIED", "NOT_SUPPORTED"],
    },
    SendPhoneNumberVerificationRequest: { type: "structure", members: { AccountId: { shape: "AccountId" } } },
    SendPhoneNumberVerificationResponse: {
      type: "structure",
      members: { Status: { shape: "PhoneNumberVerificationStatus" } },
    },
    VerifyPhoneNumberRequest: {
      type: "structure",
      required: ["Otp"],
      members: { AccountId: { shape: "AccountId" }, Otp: { shape: "Otp" } },
    },
    VerifyPhoneNumberResponse: {
      type: "structure",
      members: { Status: { shape: "PhoneNumberVerificationStatus" } },
    },
  },
};
