import { useQueryClient } from "@tanstack/react-query";
import { askAnew } from "../../session/ask-anew.ts";
import { type ChangeStep, iamStep } from "../change/change-step.ts";
import { showFailure } from "../change/show-failure.ts";
import { showUndo } from "../show-undo.tsx";

export interface Membership {
  readonly userName: string;
  readonly groupName: string;
}

export function joinStep({ userName, groupName }: Membership): ChangeStep {
  return iamStep(`Add ${userName} to ${groupName}`, "AddUserToGroup", {
    UserName: userName,
    GroupName: groupName,
  });
}

export function leaveStep({ userName, groupName }: Membership): ChangeStep {
  return iamStep(`Remove ${userName} from ${groupName}`, "RemoveUserFromGroup", {
    UserName: userName,
    GroupName: groupName,
  });
}

/** Removes a user from a group by one click, which one click takes back. */
export function useLeaveGroup(): (membership: Membership) => Promise<void> {
  const queries = useQueryClient();
  return async (membership) => {
    const { userName, groupName } = membership;
    try {
      await leaveStep(membership).run();
      showUndo(`${userName} was removed from ${groupName}.`, async () => {
        await joinStep(membership).run();
        await askAnew(queries);
      });
    } catch (error) {
      showFailure(`${userName} was not removed from ${groupName}.`, error);
    }
    await askAnew(queries);
  };
}
