import { type ChangeStep, iamStep } from "../../patterns/change/change-step.ts";
import type { RoleParts } from "./role-parts.ts";

/** The calls that delete a role with its parts, in the order in which IAM takes them. */
export function deleteRoleSteps(
  RoleName: string,
  { attached, inline, instanceProfiles }: RoleParts,
): readonly ChangeStep[] {
  return [
    ...instanceProfiles.map((InstanceProfileName) =>
      iamStep(
        `Take ${RoleName} out of the instance profile ${InstanceProfileName}`,
        "RemoveRoleFromInstanceProfile",
        { InstanceProfileName, RoleName },
      ),
    ),
    // The one that was made with it, as AWS's console makes it.
    ...instanceProfiles
      .filter((name) => name === RoleName)
      .map((InstanceProfileName) =>
        iamStep(`Delete the instance profile ${InstanceProfileName}`, "DeleteInstanceProfile", {
          InstanceProfileName,
        }),
      ),
    ...attached.map(({ PolicyName = "", PolicyArn = "" }) =>
      iamStep(`Detach ${PolicyName} from ${RoleName}`, "DetachRolePolicy", { RoleName, PolicyArn }),
    ),
    ...inline.map((PolicyName) =>
      iamStep(`Delete the inline policy ${PolicyName} of ${RoleName}`, "DeleteRolePolicy", {
        RoleName,
        PolicyName,
      }),
    ),
    iamStep(`Delete the role ${RoleName}`, "DeleteRole", { RoleName }),
  ];
}
