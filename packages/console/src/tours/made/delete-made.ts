import { readClock } from "../../app/surroundings.ts";
import { deleteRoleSteps } from "../../pages/roles/delete-role-steps.ts";
import { readRoleParts } from "../../pages/roles/role-parts.ts";
import { readUserDeletion } from "../../pages/users/read-user-deletion.ts";
import { type ChangeStep, iamStep } from "../../patterns/change/change-step.ts";
import { callOperation } from "../../session/call-operation.ts";
import { searchFor } from "../look-for.ts";
import type { Made, MadeGroupPolicy, MadeRole, MadeUser, MadeUserTag } from "./made.ts";

/** Something that is still there, and the steps that delete it. */
export interface Leftover {
  readonly made: Made;
  readonly steps: readonly ChangeStep[];
}

/**
 * What is left of what a tour had made, the latest first.
 * @throws ApiError where it may not be looked for
 */
export async function findLeftovers(made: readonly Made[]): Promise<readonly Leftover[]> {
  const found: Leftover[] = [];
  for (const each of made.toReversed()) found.push({ made: each, steps: await planOne(each) });
  return found.filter(({ steps }) => steps.length > 0);
}

/** No steps where it is gone, or, of a role or user, another has its name by now. All look by what answers without an error. */
function planOne(made: Made): Promise<readonly ChangeStep[]> {
  switch (made.kind) {
    case "role":
      return planRole(made);
    case "user":
      return planUser(made);
    case "groupPolicy":
      return planGroupPolicy(made);
    case "userTag":
      return planUserTag(made);
  }
}

async function planRole({ name, id }: MadeRole): Promise<readonly ChangeStep[]> {
  const { Rows } = await callOperation("rolecall", "SearchRoles", searchFor("RoleName", name));
  return Rows.some(({ RoleId }) => RoleId === id) ? deleteRoleSteps(name, await readRoleParts(name)) : [];
}

async function planUser({ name, id }: MadeUser): Promise<readonly ChangeStep[]> {
  const { Rows } = await callOperation("rolecall", "SearchUsers", searchFor("UserName", name));
  if (!Rows.some(({ UserId }) => UserId === id)) return [];
  return (await readUserDeletion(name, readClock())).steps;
}

async function planGroupPolicy({ groupName, name }: MadeGroupPolicy): Promise<readonly ChangeStep[]> {
  const group = { GroupName: groupName };
  const { Rows } = await callOperation("rolecall", "SearchGroups", searchFor("GroupName", groupName));
  if (Rows.length === 0) return [];
  const { PolicyNames } = await callOperation("iam", "ListGroupPolicies", { ...group, MaxItems: 1000 });
  if (!PolicyNames.includes(name)) return [];
  const text = `Delete the inline policy ${name} of the group ${groupName}`;
  return [iamStep(text, "DeleteGroupPolicy", { ...group, PolicyName: name })];
}

async function planUserTag({ userName, name }: MadeUserTag): Promise<readonly ChangeStep[]> {
  const user = { UserName: userName };
  const { Rows } = await callOperation("rolecall", "SearchUsers", searchFor("UserName", userName));
  if (Rows.length === 0) return [];
  const { Tags } = await callOperation("iam", "ListUserTags", { ...user, MaxItems: 1000 });
  if (!Tags.some(({ Key }) => Key === name)) return [];
  return [iamStep(`Remove the tag ${name} of ${userName}`, "UntagUser", { ...user, TagKeys: [name] })];
}
