import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { readManagedDocument } from "../../patterns/policy-picker/use-policy-words.ts";
import { prettyDocument } from "../../patterns/policy-words/read-policy.ts";
import { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";

/** A policy of a role: attached where it has an ARN, else inline. */
export interface RolePolicy {
  readonly name: string;
  readonly arn: string | undefined;
  /** The document, or why it may not be read. */
  readonly text: string | ApiError;
}

/** What the role may do: attached policies in their default versions, then inline ones. */
export function useRolePolicies(roleName: string): UseQueryResult<readonly RolePolicy[], ApiError> {
  return useQuery<readonly RolePolicy[], ApiError>({
    queryKey: ["policies of a role", roleName],
    queryFn: () => readRolePolicies(roleName),
  });
}

async function readRolePolicies(RoleName: string): Promise<readonly RolePolicy[]> {
  const [attached, inline] = await Promise.all([
    callOperation("iam", "ListAttachedRolePolicies", { RoleName, MaxItems: 1000 }),
    callOperation("iam", "ListRolePolicies", { RoleName, MaxItems: 1000 }),
  ]);
  return Promise.all([
    ...(attached.AttachedPolicies ?? []).map(async ({ PolicyName = "", PolicyArn = "" }) => ({
      name: PolicyName,
      arn: PolicyArn,
      text: await orError(readManagedDocument(PolicyArn)),
    })),
    ...inline.PolicyNames.map(async (PolicyName) => ({
      name: PolicyName,
      arn: undefined,
      text: await orError(readInlineDocument(RoleName, PolicyName)),
    })),
  ]);
}

async function readInlineDocument(RoleName: string, PolicyName: string): Promise<string> {
  const { PolicyDocument } = await callOperation("iam", "GetRolePolicy", { RoleName, PolicyName });
  return prettyDocument(PolicyDocument);
}

/** A policy that may not be read is no reason not to show the others. */
function orError(reading: Promise<string>): Promise<string | ApiError> {
  return reading.catch((error: unknown) => {
    if (error instanceof ApiError) return error;
    throw error;
  });
}
