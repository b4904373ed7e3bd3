import { SERVICE_LINKED_PATH } from "@rolecall/access";
import { type Arn, formatArn } from "@rolecall/names";
import { commonError, type On } from "@rolecall/operations";
import { isServicePrincipal } from "@rolecall/policy";
import type { RoleRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { encodeDocument } from "../policy-document.ts";
import { newEntityPermission } from "../requirement.ts";
import { roleToWire } from "../role/role-shape.ts";
import { newUniqueId } from "../unique-id.ts";
import { findLinkedService, type LinkedService } from "./linked-service.ts";

const MAX_SESSION_SECONDS = 3600;

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
    const name = linked === undefined ? "" : nameOf(linked, call.input);
    return {
      ...newEntityPermission(call, { kind: "role", path: pathOf(service), name }),
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
  perform: async ({ call: { input, caller, tx, env, now }, target: linked }) => {
    if (input.CustomSuffix !== undefined && !linked.takesSuffix) {
      throw invalid(`Custom suffix is not allowed for ${linked.service}`);
    }
    const { accountId } = caller;
    const name = nameOf(linked, input);
    if (name.length > MAX_NAME_LENGTH) throw invalid(`${name} is longer than ${MAX_NAME_LENGTH} characters.`);
    if ((await tx.roles.byName(accountId, name)) !== undefined) throw nameTaken(name);
    const description = input.Description ?? linked.description;
    const role: RoleRecord = {
      id: newUniqueId(env, "AROA"),
      accountId,
      name,
      path: pathOf(linked.service),
      createdAt: now,
      trustPolicy: trustOf({ Service: linked.service }, "sts:AssumeRole"),
      trustPrincipals: {},
      ...(description !== undefined && { description }),
      maxSessionSeconds: MAX_SESSION_SECONDS,
      tags: [],
    };
    await tx.roles.insert(role);
    const policyArn = policyOf(linked);
    if (env.managedPolicies.get(policyArn) === undefined) throw new Error(`There is no ${policyArn}.`);
    const { id: ownerId } = role;
    await tx.attachments.attach({ accountId, ownerKind: "role", ownerId, policyArn, attachedAt: now });
    // INVARIANT: nothing in this trust policy can have been renamed, so that it is shown as it is written.
    const shown = encodeDocument(trustOf({ Service: [linked.service] }, ["sts:AssumeRole"]));
    return { Role: { ...(await roleToWire(tx, role)), AssumeRolePolicyDocument: shown } };
  },
});

function pathOf(service: string): string {
  return `${SERVICE_LINKED_PATH}${service}/`;
}

function nameOf({ roleName }: LinkedService, { CustomSuffix: suffix }: Input): string {
  return suffix === undefined ? roleName : `${roleName}_${suffix}`;
}

function policyOf({ policyName }: LinkedService): Arn {
  return formatArn("aws-policy", { path: SERVICE_LINKED_PATH, name: policyName });
}

/** Recorded: GetRole and ListRoles show texts where the answer to the creation has lists. */
function trustOf(Principal: object, Action: string | readonly string[]): string {
  const statement = { Effect: "Allow", Principal, Action };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

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
