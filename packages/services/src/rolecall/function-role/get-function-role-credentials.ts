/**
 * The credentials of a function's execution role, for a function that runs somewhere else than on AWS. Source: Lambda Developer Guide,
 * "Defining Lambda function permissions with an execution role" and "Using source function ARN to control function access behavior";
 * IAM User Guide, "Grant a user permissions to pass a role to an AWS service".
 */
import { foresee, type Requirement, serviceCaller } from "@rolecall/access";
import type { GetFunctionRoleCredentialsRequest } from "@rolecall/contracts/rolecall";
import { formatArn, formatServicePrincipal } from "@rolecall/names";
import type { Call, On, ServiceError } from "@rolecall/operations";
import { checkRoleDuration, grantedRole, type RoleTarget } from "@rolecall/operations/role-session";
import type { ReadTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { deliveredTarget, deliverSession, trustRequirement } from "../delivery/delivered-session.ts";
import { invalidInput, rolecallError } from "../error.ts";

const DEFAULT_DURATION_SECONDS = 3600;

type FunctionCall = Call<GetFunctionRoleCredentialsRequest, ReadTransaction>;

/** The function, of the caller's account and the region of the request, and the role that it is to have. */
const functionWithRole: On<GetFunctionRoleCredentialsRequest, RoleTarget> = {
  find: (call) => deliveredTarget(call, { roleArn: call.input.Role, sessionName: call.input.FunctionName }),
  permission: (call) => ({ resource: functionArn(call) }),
  also: (call, target) => [passRole(call, target)],
  take(target, { caller }) {
    if (target.accountId !== caller.accountId) throw invalidInput("Cross-account pass role is not allowed.");
    return target;
  },
};

export const getFunctionRoleCredentials = rolecall.read("GetFunctionRoleCredentials", {
  on: functionWithRole,
  async perform({ call, target }) {
    await refuseUntrusted(call, target);
    const durationSeconds = call.input.DurationSeconds ?? DEFAULT_DURATION_SECONDS;
    checkRoleDuration(durationSeconds, grantedRole(target));
    const deliveryKeys = { "lambda:sourcefunctionarn": functionArn(call) };
    const { session } = deliverSession(call, target, { durationSeconds, deliveryKeys });
    return { FunctionArn: functionArn(call), ...session };
  },
});

/** Of the version that is not published, as Lambda puts it into the session: without a qualifier. */
function functionArn({ input, caller: { accountId }, request: { region } }: FunctionCall): string {
  return formatArn("function", { accountId, region, name: input.FunctionName });
}

function passRole(call: FunctionCall, { roleArn, accountId, role }: RoleTarget): Requirement {
  return {
    action: "iam:PassRole",
    resource: roleArn,
    resourceAccountId: accountId,
    ...(role !== undefined && { resourceTags: role.record.tags }),
    context: new Map([
      ["iam:passedtoservice", formatServicePrincipal("lambda")],
      ["iam:associatedresourcearn", functionArn(call)],
    ]),
  };
}

/**
 * The role's trust policy has to let Lambda in, for this function.
 * @throws InvalidParameterValueException in Lambda's words
 */
async function refuseUntrusted(call: FunctionCall, target: RoleTarget): Promise<void> {
  const { tx, env, now, request, caller } = call;
  const source = { arn: functionArn(call), accountId: caller.accountId };
  const asking = {
    caller: serviceCaller({ service: formatServicePrincipal("lambda"), source }),
    now,
    request,
  };
  const { decision } = await foresee({ tx, directory: env.directory }, asking, trustRequirement(target));
  if (decision !== "allowed") throw notAssumable();
}

function notAssumable(): ServiceError {
  return rolecallError(
    "InvalidParameterValueException",
    "The role defined for the function cannot be assumed by Lambda.",
  );
}
