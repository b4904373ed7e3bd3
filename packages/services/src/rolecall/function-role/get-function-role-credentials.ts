/**
 * The credentials of a function's execution role, for a function that runs somewhere else than on AWS. Source: Lambda Developer Guide,
 * "Defining Lambda function permissions with an execution role" and "Using source function ARN to control function access behavior";
 * IAM User Guide, "Grant a user permissions to pass a role to an AWS service".
 */
import { foresee, type Requirement, serviceCaller } from "@rolecall/access";
import type { GetFunctionRoleCredentialsRequest } from "@rolecall/contracts/rolecall";
import { formatArn, formatServicePrincipal } from "@rolecall/names";
import type { Call, On, ServiceError } from "@rolecall/operations";
import {
  checkRoleDuration,
  findRole,
  grantedRole,
  issueCredentials,
  joinSessionTags,
  type RoleTarget,
  rolePermission,
  roleSessionClaims,
  sessionKeys,
  validFrom,
} from "@rolecall/operations/role-session";
import type { ReadTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { invalidInput, rolecallError } from "../error.ts";

const DEFAULT_DURATION_SECONDS = 3600;
const NO_SESSION_POLICIES = { policyArns: [] };

type FunctionCall = Call<GetFunctionRoleCredentialsRequest, ReadTransaction>;

/** The function, of the caller's account and the region of the request, and the role that it is to have. */
const functionWithRole: On<GetFunctionRoleCredentialsRequest, RoleTarget> = {
  async find(call) {
    const found = await findRole(call, call.input.Role);
    return {
      ...found,
      sessionName: call.input.FunctionName,
      tags: joinSessionTags({}, { calling: undefined, limit: 0 }),
      sourceIdentity: undefined,
    };
  },
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
    const { input, env, now, request } = call;
    await refuseUntrusted(call, target);
    const role = grantedRole(target);
    const durationSeconds = input.DurationSeconds ?? DEFAULT_DURATION_SECONDS;
    checkRoleDuration(durationSeconds, role);
    const claims = {
      ...roleSessionClaims(target, { policies: NO_SESSION_POLICIES, ...validFrom(now, durationSeconds) }),
      deliveryKeys: { "lambda:sourcefunctionarn": functionArn(call) },
    };
    env.usage.note({ subject: role.record.id, at: now, service: "sts", region: request.region });
    return {
      FunctionArn: functionArn(call),
      AssumedRoleUser: { AssumedRoleId: claims.principalId, Arn: claims.principalArn },
      Credentials: issueCredentials(env, claims, {}).Credentials,
    };
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
  const requirement = { ...rolePermission(target, sessionKeys(target)), action: "sts:AssumeRole" };
  const { decision } = await foresee({ tx, directory: env.directory }, asking, requirement);
  if (decision !== "allowed") throw notAssumable();
}

function notAssumable(): ServiceError {
  return rolecallError(
    "InvalidParameterValueException",
    "The role defined for the function cannot be assumed by Lambda.",
  );
}
