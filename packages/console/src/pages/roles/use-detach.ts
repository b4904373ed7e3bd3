import { useQueryClient } from "@tanstack/react-query";
import { flashes } from "../../app/flashes.ts";
import { showUndo } from "../../patterns/show-undo.tsx";
import { ApiError } from "../../session/api-error.ts";
import { askAnew } from "../../session/ask-anew.ts";
import { callOperation } from "../../session/call-operation.ts";
import type { RolePolicy } from "./use-role-policies.ts";

/** Takes a policy from the role at once, with a notice that gives it back. */
export function useDetach(RoleName: string): (policy: RolePolicy) => Promise<void> {
  const queries = useQueryClient();
  return async (policy) => {
    const { name, arn } = policy;
    try {
      await takeAway(RoleName, policy);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      flashes.show({
        type: "error",
        header: `${name} was not taken from ${RoleName}.`,
        content: error.message,
      });
      return;
    } finally {
      void askAnew(queries);
    }
    const done =
      arn === undefined ? `Inline policy ${name} was deleted.` : `${name} was detached from ${RoleName}.`;
    showUndo(done, async () => {
      await giveBack(RoleName, policy);
      await askAnew(queries);
    });
  };
}

function takeAway(RoleName: string, { name, arn }: RolePolicy): Promise<unknown> {
  return arn === undefined
    ? callOperation("iam", "DeleteRolePolicy", { RoleName, PolicyName: name })
    : callOperation("iam", "DetachRolePolicy", { RoleName, PolicyArn: arn });
}

/** A deleted inline policy is written again from what was shown of it. */
async function giveBack(RoleName: string, { name, arn, text }: RolePolicy): Promise<unknown> {
  if (arn !== undefined) return callOperation("iam", "AttachRolePolicy", { RoleName, PolicyArn: arn });
  if (typeof text !== "string") throw text;
  return callOperation("iam", "PutRolePolicy", { RoleName, PolicyName: name, PolicyDocument: text });
}
