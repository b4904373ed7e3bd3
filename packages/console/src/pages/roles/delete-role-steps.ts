import { cliCommand } from "../../patterns/cli-command.ts";
import { callOperation } from "../../session/call-operation.ts";
import type { DeletionStep, RoleParts } from "./role-parts.ts";

/** The calls that delete a role with its parts, in the order in which IAM takes them. */
export function deleteRoleSteps(RoleName: string, parts: RoleParts): readonly DeletionStep[] {
  const role = { "role-name": RoleName };
  const profiles = parts.instanceProfiles.map(
    (InstanceProfileName): DeletionStep => ({
      text: `Taking ${RoleName} out of instance profile ${InstanceProfileName}`,
      command: cliCommand("iam remove-role-from-instance-profile", {
        "instance-profile-name": InstanceProfileName,
        ...role,
      }),
      run: () => callOperation("iam", "RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName }),
    }),
  );
  const ownProfiles = parts.instanceProfiles
    .filter((name) => name === RoleName)
    .map(
      (InstanceProfileName): DeletionStep => ({
        text: `Deleting instance profile ${InstanceProfileName}`,
        command: cliCommand("iam delete-instance-profile", { "instance-profile-name": InstanceProfileName }),
        run: () => callOperation("iam", "DeleteInstanceProfile", { InstanceProfileName }),
      }),
    );
  const attached = parts.attached.map(
    ({ PolicyName = "", PolicyArn = "" }): DeletionStep => ({
      text: `Detaching ${PolicyName}`,
      command: cliCommand("iam detach-role-policy", { ...role, "policy-arn": PolicyArn }),
      run: () => callOperation("iam", "DetachRolePolicy", { RoleName, PolicyArn }),
    }),
  );
  const inline = parts.inline.map(
    (PolicyName): DeletionStep => ({
      text: `Deleting inline policy ${PolicyName}`,
      command: cliCommand("iam delete-role-policy", { ...role, "policy-name": PolicyName }),
      run: () => callOperation("iam", "DeleteRolePolicy", { RoleName, PolicyName }),
    }),
  );
  const last: DeletionStep = {
    text: `Deleting role ${RoleName}`,
    command: cliCommand("iam delete-role", role),
    run: () => callOperation("iam", "DeleteRole", { RoleName }),
  };
  return [...profiles, ...ownProfiles, ...attached, ...inline, last];
}
