import type { UseQueryResult } from "@tanstack/react-query";
import type { ApiError } from "../../session/api-error.ts";
import { useAll } from "../items/use-all.ts";
import type { AttachablePolicy, PolicyOwner } from "./policy-owner.ts";

/** The managed policies that are attached to it. */
export function useAttachedPolicies({
  kind,
  name,
}: PolicyOwner): UseQueryResult<readonly AttachablePolicy[], ApiError> {
  const items = ({
    AttachedPolicies = [],
  }: {
    readonly AttachedPolicies?:
      | readonly { readonly PolicyName?: string | undefined; readonly PolicyArn?: string | undefined }[]
      | undefined;
  }) => AttachedPolicies.flatMap(toAttachable);
  const ofUser = useAll("iam", "ListAttachedUserPolicies", {
    input: kind === "user" ? { UserName: name } : undefined,
    items,
  });
  const ofGroup = useAll("iam", "ListAttachedGroupPolicies", {
    input: kind === "group" ? { GroupName: name } : undefined,
    items,
  });
  return kind === "user" ? ofUser : ofGroup;
}

function toAttachable(policy: {
  readonly PolicyName?: string | undefined;
  readonly PolicyArn?: string | undefined;
}): readonly AttachablePolicy[] {
  const { PolicyName, PolicyArn } = policy;
  return PolicyName === undefined || PolicyArn === undefined ? [] : [{ PolicyName, PolicyArn }];
}

/** The names of its inline policies. */
export function useInlinePolicies({ kind, name }: PolicyOwner): UseQueryResult<readonly string[], ApiError> {
  const ofUser = useAll("iam", "ListUserPolicies", {
    input: kind === "user" ? { UserName: name } : undefined,
    items: ({ PolicyNames }) => PolicyNames,
  });
  const ofGroup = useAll("iam", "ListGroupPolicies", {
    input: kind === "group" ? { GroupName: name } : undefined,
    items: ({ PolicyNames }) => PolicyNames,
  });
  return kind === "user" ? ofUser : ofGroup;
}
