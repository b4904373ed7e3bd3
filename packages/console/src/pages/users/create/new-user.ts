import type { ChangeStep } from "../../../patterns/change/change-step.ts";
import { iamStep } from "../../../patterns/change/change-step.ts";
import { joinStep } from "../../../patterns/membership/use-leave-group.ts";
import { type AttachablePolicy, attachStep } from "../../../patterns/permissions/policy-owner.ts";
import { passwordStep } from "../detail/password-dialog.tsx";

/** What is typed into "Create user". It is kept as a draft: no password stands in it. */
export interface NewUser {
  readonly name: string;
  readonly hasConsole: boolean;
  readonly isAutomatic: boolean;
  readonly mustChange: boolean;
  readonly how: "group" | "copy" | "attach";
  readonly groups: readonly string[];
  readonly policies: readonly AttachablePolicy[];
}

export const NEW_USER: NewUser = {
  name: "",
  hasConsole: false,
  isAutomatic: true,
  mustChange: true,
  how: "group",
  groups: [],
  policies: [],
};

/** Why a name cannot be taken, in a sentence; undefined where it can. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
export function nameProblem(name: string): string | undefined {
  if (name === "") return "A user needs a name.";
  if (name.length > 64) return `At most 64 characters; these are ${name.length}.`;
  return /^[\w+=,.@-]+$/.test(name) ? undefined : "Letters, digits and +=,.@_- only.";
}

/** The user first, then what it has, so that what is left is told where one fails. */
export function newUserSteps(user: NewUser, password: string): readonly ChangeStep[] {
  const { name, hasConsole, groups, policies } = user;
  const choice = { isAutomatic: user.isAutomatic, password, mustChange: user.mustChange };
  return [
    iamStep(`Create the user ${name}`, "CreateUser", { UserName: name }),
    ...(hasConsole ? [passwordStep({ userName: name, hasPassword: false, password, choice })] : []),
    ...groups.map((groupName) => joinStep({ userName: name, groupName })),
    ...policies.map((policy) => attachStep({ kind: "user", name }, policy)),
  ];
}
