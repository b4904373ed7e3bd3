/**
 * What administrators see and do about sign-ins, which identity providers the sign-in page names, and how passkeys are registered. On AWS the console does both, by no operation that is
 * published; a passkey needs iam:EnableMFADevice there as here.
 */
import { error, listOf, type ModelFamily, operation, secret, structure } from "./model-family.ts";

const NOT_FOUND = "ResourceNotFoundException";

/** Left out: the caller's own; root's where root calls. */
const named = { UserName: "SignInUserName" };

export const signInFamily: ModelFamily = {
  operations: Object.fromEntries([
    operation("GetSignInState", { errors: [NOT_FOUND] }),
    operation("UnlockSignIn", { errors: [NOT_FOUND] }),
    operation("ChangeRootPassword", { errors: [NOT_FOUND, "ConflictException"] }),
    operation("PublishSignInProvider", { errors: [NOT_FOUND, "LimitExceededException"] }),
    operation("WithdrawSignInProvider", { errors: [NOT_FOUND] }),
    operation("ListSignInProviders"),
    operation("BeginPasskeyRegistration", {
      errors: [NOT_FOUND, "LimitExceededException", "PasskeysUnavailableException", "MfaNeededException"],
    }),
    operation("FinishPasskeyRegistration", {
      errors: [
        NOT_FOUND,
        "ConflictException",
        "LimitExceededException",
        "PasskeysUnavailableException",
        "MfaNeededException",
        "InvalidPasskeyException",
      ],
    }),
  ]),

  shapes: {
    SignInUserName: { type: "string", min: 1, max: 128, pattern: String.raw`[\w+=,.@-]+` },
    SignInTryCount: { type: "integer", min: 0 },
    GetSignInStateRequest: structure(named),
    /** `Tries`: those that failed in the last quarter of an hour, or since it was locked. `LockedUntil` where it is. */
    GetSignInStateResponse: structure({ ...named, Tries: "SignInTryCount", LockedUntil: "Timestamp" }, [
      "Tries",
    ]),
    UnlockSignInRequest: structure(named),
    UnlockSignInResponse: structure({}),
    /** As long as IAM's passwords may be. */
    RootPassword: secret(128),
    ChangeRootPasswordRequest: structure({ OldPassword: "RootPassword", NewPassword: "RootPassword" }, [
      "OldPassword",
      "NewPassword",
    ]),
    ChangeRootPasswordResponse: structure({}),

    /** What the button says: letters, digits, signs and blanks. */
    SignInProviderName: {
      type: "string",
      min: 1,
      max: 64,
      pattern: String.raw`[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]+`,
    },
    SignInUrl: { type: "string", min: 1, max: 1024 },
    SignInProvider: structure(
      { SAMLProviderArn: "Arn", DisplayName: "SignInProviderName", SignInUrl: "SignInUrl" },
      ["SAMLProviderArn", "DisplayName", "SignInUrl"],
    ),
    SignInProviders: listOf("SignInProvider"),
    PublishSignInProviderRequest: structure(
      { SAMLProviderArn: "Arn", DisplayName: "SignInProviderName", SignInUrl: "SignInUrl" },
      ["SAMLProviderArn", "DisplayName", "SignInUrl"],
    ),
    PublishSignInProviderResponse: structure({}),
    WithdrawSignInProviderRequest: structure({ SAMLProviderArn: "Arn" }, ["SAMLProviderArn"]),
    WithdrawSignInProviderResponse: structure({}),
    ListSignInProvidersRequest: structure({}),
    ListSignInProvidersResponse: structure({ SignInProviders: "SignInProviders" }, ["SignInProviders"]),

    /** Of what was begun; opens nothing for anybody else, and is good once. */
    PasskeyFlow: secret(4096),
    /** JSON of W3C's Web Authentication: PublicKeyCredentialCreationOptionsJSON. */
    PasskeyOptions: { type: "string", min: 1, max: 65_536 },
    /** The same: RegistrationResponseJSON. */
    PasskeyCredential: { type: "string", min: 1, max: 65_536 },
    /** Part of the device's ARN. */
    PasskeyName: { type: "string", min: 1, max: 64, pattern: String.raw`[\w+=,.@-]+` },
    BeginPasskeyRegistrationRequest: structure({ ...named, IsPasswordless: "Boolean" }),
    BeginPasskeyRegistrationResponse: structure({ Flow: "PasskeyFlow", Options: "PasskeyOptions" }, [
      "Flow",
      "Options",
    ]),
    FinishPasskeyRegistrationRequest: structure(
      { Flow: "PasskeyFlow", PasskeyName: "PasskeyName", Credential: "PasskeyCredential" },
      ["Flow", "PasskeyName", "Credential"],
    ),
    FinishPasskeyRegistrationResponse: structure({ SerialNumber: "Arn", IsPasswordless: "Boolean" }, [
      "SerialNumber",
      "IsPasswordless",
    ]),

    PasskeysUnavailableException: error(400),
    MfaNeededException: error(403),
    InvalidPasskeyException: error(400),
  },
};
