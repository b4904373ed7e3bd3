/**
 * How each service says that an input breaks a constraint. The models do not tell; the sources are the services' API
 * references ("Errors" of any operation, InvalidInputException of Organizations) and answers seen from AWS.
 */
import type { InputErrors, ServiceName } from "../../src/vocabulary.ts";

/** Organizations names one reason and no parameter. */
const organizations: InputErrors = {
  code: "InvalidInputException",
  showsValue: false,
  reasons: {
    required: reason("INPUT_REQUIRED", "You must include a value for all required parameters."),
    pattern: reason("INVALID_PATTERN", "You provided a value that does not match the required pattern."),
    minLength: reason("MIN_LENGTH_EXCEEDED", "You provided a string parameter that is shorter than allowed."),
    maxLength: reason("MAX_LENGTH_EXCEEDED", "You provided a string parameter that is longer than allowed."),
    minSize: reason("MIN_LENGTH_EXCEEDED", "You provided a list parameter that is shorter than allowed."),
    maxSize: reason("MAX_LENGTH_EXCEEDED", "You provided a list parameter that is longer than allowed."),
    minimum: reason(
      "MIN_VALUE_EXCEEDED",
      "You provided a numeric parameter that has a smaller value than allowed.",
    ),
    maximum: reason(
      "MAX_VALUE_EXCEEDED",
      "You provided a numeric parameter that has a larger value than allowed.",
    ),
    values: reason("INVALID_ENUM", "You specified an invalid value."),
    union: reason("INPUT_REQUIRED", "You must include a value for all required parameters."),
    element: reason(
      "INVALID_LIST_MEMBER",
      "You provided a list to a parameter that contains at least one invalid value.",
    ),
  },
};

/** LookupEvents has an error for each of its members. The words are nowhere told: they are those of constraints. */
const cloudtrail: InputErrors = {
  code: "ValidationException",
  showsValue: true,
  memberCodes: {
    lookupAttributes: "InvalidLookupAttributesException",
    maxResults: "InvalidMaxResultsException",
    eventCategory: "InvalidEventCategoryException",
  },
};

const NAME = "It must contain only alphanumeric characters and/or the following: +=,.@_-";
const PATH = "It must begin and end with / and contain only alphanumeric characters and/or / characters.";
const PATH_PREFIX =
  "It must begin with the / character and contain only alphanumeric characters and/or / characters.";
const PRINTABLE = "It must contain only printable ASCII characters.";

/**
 * IAM's own sentences for names and paths, as AWS was seen to answer (userName, groupName, roleName, policyName, path and
 * pathPrefix; the other names have the same characters). Lengths keep the form of constraints.
 */
const iamPatternSentences: Readonly<Record<string, string>> = {
  userName: NAME,
  newUserName: NAME,
  groupName: NAME,
  newGroupName: NAME,
  roleName: NAME,
  policyName: NAME,
  instanceProfileName: NAME,
  serverCertificateName: NAME,
  newServerCertificateName: NAME,
  virtualMFADeviceName: NAME,
  path: PATH,
  newPath: PATH,
  pathPrefix: PATH_PREFIX,
  accessKeyId: "It must contain only alphanumeric characters.",
  policyDocument: PRINTABLE,
  privateKey: PRINTABLE,
};

/** IAM leaves the value out of its messages, STS shows it. */
export const inputErrors: Readonly<Record<ServiceName, InputErrors>> = {
  iam: { code: "ValidationError", showsValue: false, patternSentences: iamPatternSentences },
  sts: { code: "ValidationError", showsValue: true },
  organizations,
  account: {
    code: "ValidationException",
    showsValue: true,
    details: { reason: "fieldValidationFailed" },
  },
  "sso-admin": { code: "ValidationException", showsValue: true },
  identitystore: { code: "ValidationException", showsValue: true },
  sso: { code: "InvalidRequestException", showsValue: true },
  "sso-oidc": {
    code: "InvalidRequestException",
    showsValue: true,
    details: { error: "invalid_request" },
  },
  "iam-toolbox": { code: "ValidationException", showsValue: true },
  rolecall: { code: "ValidationException", showsValue: true },
  rolesanywhere: { code: "ValidationException", showsValue: true },
  cloudtrail,
};

function reason(name: string, message: string) {
  return { message, details: { Reason: name } };
}
