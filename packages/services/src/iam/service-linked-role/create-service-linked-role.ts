import { commonError, type On } from "@rolecall/operations";
import {
  findLinkedService,
  type LinkedService,
  linkedRoleName,
  linkedRolePath,
  linkedRoleTrust,
  makeLinkedRole,
} from "@rolecall/operations/linked-role";
import { isServicePrincipal } from "@rolecall/policy";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { encodeDocument } from "../policy-document.ts";
import { newEntityPermission } from "../requirement.ts";
import { roleToWire } from "../role/role-shape.ts";

/** Source: IAM User Guide, "IAM and AWS STS quotas", "Role names". */
const MAX_NAME_LENGTH = 64;

interface Input {
  readonly AWSServiceName: string;
  readonly CustomSuffix?: string | undefined;
}

/** The role that a service is to have: on its path, and with the service's name as a condition key. */
const newLinkedRole: On<Input, LinkedService | undefined, LinkedService> = {
  find: ({ input }) => findLinkedService(input.AWSServiceName),
  permission: (call, linked) => {
    const { AWSServiceName: service } = call.input;
    // A service that has no such role is refused once it was granted; what is asked of it is still a permission on its path.
    const name = linked === undefined ? "" : linkedRoleName(linked, call.input.CustomSuffix);
    return {
      ...newEntityPermission(call, { kind: "role", path: linkedRolePath(service), name }),
      context: new Map([["iam:awsservicename", service]]),
    };
  },
  take(linked, { input }) {
    if (linked === undefined) throw noTemplate(input.AWSServiceName);
    return linked;
  },
};

/**
 * Makes the role of one of AWS's services, with the one policy that it has. Such roles do not count against the quota.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html
 */
export const createServiceLinkedRole = iam.write("CreateServiceLinkedRole", {
  on: newLinkedRole,
  perform: async ({ call, target: linked }) => {
    const { input, caller, tx } = call;
    if (input.CustomSuffix !== undefined && !linked.takesSuffix) {
      throw invalid(`Custom suffix is not allowed for ${linked.service}`);
    }
    const { accountId } = caller;
    const name = linkedRoleName(linked, input.CustomSuffix);
    if (name.length > MAX_NAME_LENGTH) throw invalid(`${name} is longer than ${MAX_NAME_LENGTH} characters.`);
    if ((await tx.roles.byName(accountId, name)) !== undefined) throw nameTaken(name);
    const { CustomSuffix: suffix, Description: description } = input;
    const role = await makeLinkedRole(call, { accountId, linked, suffix, description });
    // INVARIANT: nothing in this trust policy can have been renamed, so that it is shown as it is written.
    const shown = encodeDocument(linkedRoleTrust({ Service: [linked.service] }, ["sts:AssumeRole"]));
    return { Role: { ...(await roleToWire(tx, role)), AssumeRolePolicyDocument: shown } };
  },
});

/** Recorded, with status 403: a service without such a role, and what is no service at all. */
function noTemplate(service: string) {
  return commonError(
    "accessDenied",
    isServicePrincipal(service)
      ? `Cannot find Service Linked Role template for ${service}`
      : `${service} is not a valid AWS service name (Service Principal)`,
  );
}

function invalid(message: string) {
  return iamError("InvalidInput", message);
}

function nameTaken(name: string) {
  return invalid(`Service role name ${name} has been taken in this account, please try a different suffix.`);
}
