import { cliCommand, cliTags } from "../../../patterns/cli-command.ts";
import { callOperation } from "../../../session/call-operation.ts";
import type { RoleDraft } from "./role-draft.ts";
import { trustPolicyText } from "./trust-policy.ts";

/** One call of the making of a role, in words and as a command. */
export interface CreationStep {
  /** "role testrole" */
  readonly text: string;
  readonly command: string;
  readonly run: () => Promise<unknown>;
  /** Takes back what `run` made. */
  readonly undo: () => Promise<unknown>;
}

/** The calls that make the role, in their order: the role, its policies, and for EC2 the profile that carries it. */
export function creationSteps(draft: RoleDraft, accountId: string): readonly CreationStep[] {
  const { name: RoleName, policies } = draft;
  const attach = policies.map(
    (PolicyArn): CreationStep => ({
      text: `policy ${PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1)}`,
      command: cliCommand("iam attach-role-policy", { "role-name": RoleName, "policy-arn": PolicyArn }),
      run: () => callOperation("iam", "AttachRolePolicy", { RoleName, PolicyArn }),
      undo: () => callOperation("iam", "DetachRolePolicy", { RoleName, PolicyArn }),
    }),
  );
  return [createRole(draft, accountId), ...attach, ...(makesProfile(draft) ? profileSteps(RoleName) : [])];
}

/** Whether an instance profile of the role's name is made with it, as AWS's console does for EC2. */
export function makesProfile({ kind, useCase }: RoleDraft): boolean {
  return kind === "service" && useCase === "ec2";
}

function createRole(draft: RoleDraft, accountId: string): CreationStep {
  const { name, description, seconds, boundary, tags } = draft;
  const document = trustPolicyText(draft, accountId);
  return {
    text: `role ${name}`,
    command: cliCommand("iam create-role", {
      "role-name": name,
      "assume-role-policy-document": document,
      description: description === "" ? undefined : description,
      "max-session-duration": seconds,
      "permissions-boundary": boundary,
      tags: cliTags(tags),
    }),
    run: () =>
      callOperation("iam", "CreateRole", {
        RoleName: name,
        AssumeRolePolicyDocument: document,
        MaxSessionDuration: seconds,
        ...(description !== "" && { Description: description }),
        ...(boundary !== undefined && { PermissionsBoundary: boundary }),
        ...(tags.length > 0 && { Tags: tags }),
      }),
    undo: () => callOperation("iam", "DeleteRole", { RoleName: name }),
  };
}

function profileSteps(RoleName: string): readonly CreationStep[] {
  const profile = { "instance-profile-name": RoleName };
  return [
    {
      text: `instance profile ${RoleName}`,
      command: cliCommand("iam create-instance-profile", profile),
      run: () => callOperation("iam", "CreateInstanceProfile", { InstanceProfileName: RoleName }),
      undo: () => callOperation("iam", "DeleteInstanceProfile", { InstanceProfileName: RoleName }),
    },
    {
      text: `role ${RoleName} in instance profile ${RoleName}`,
      command: cliCommand("iam add-role-to-instance-profile", { ...profile, "role-name": RoleName }),
      run: () =>
        callOperation("iam", "AddRoleToInstanceProfile", { InstanceProfileName: RoleName, RoleName }),
      undo: () =>
        callOperation("iam", "RemoveRoleFromInstanceProfile", { InstanceProfileName: RoleName, RoleName }),
    },
  ];
}
