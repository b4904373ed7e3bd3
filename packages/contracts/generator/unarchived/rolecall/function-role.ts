/**
 * Functions that run somewhere else than on AWS, with the execution role that Lambda would give them. Source of the names: Lambda API
 * Reference, CreateFunction.
 */
import { error, type ModelFamily, operation, structure } from "./model-family.ts";

export const functionRoleFamily: ModelFamily = {
  operations: Object.fromEntries([
    operation("GetFunctionRoleCredentials", { errors: ["InvalidParameterValueException"] }),
  ]),

  shapes: {
    FunctionName: { type: "string", min: 1, max: 64, pattern: "[a-zA-Z0-9-_]+" },
    FunctionSessionDuration: { type: "integer", min: 900, max: 43_200 },
    GetFunctionRoleCredentialsRequest: structure(
      { FunctionName: "FunctionName", Role: "Arn", DurationSeconds: "FunctionSessionDuration" },
      ["FunctionName", "Role"],
    ),
    GetFunctionRoleCredentialsResponse: structure(
      {
        FunctionArn: "Arn",
        AssumedRoleUser: "AssumedRoleUser",
        Credentials: "Credentials",
      },
      ["FunctionArn", "AssumedRoleUser", "Credentials"],
    ),
    InvalidParameterValueException: error(400),
  },
};
