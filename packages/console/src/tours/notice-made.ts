import { type Facts, findCall } from "./facts.ts";
import type { Noticed } from "./tour.ts";

/** A role that was made, with all that its form makes, whose trust policy names this; its name is noted. */
export function noticeRole(facts: Facts, trusted: string, note: string): Noticed | undefined {
  const { calls, identity, notes, path } = facts;
  // The form is left when the last of its calls is done.
  if (path === "/iam/roles/create") return undefined;
  const others = Object.values(notes);
  const call = findCall({ calls }, ["iam", "CreateRole"], ({ input, output }) => {
    if (output === undefined || others.includes(input.RoleName)) return false;
    return input.AssumeRolePolicyDocument.includes(trusted);
  });
  if (call?.output === undefined) return undefined;
  const { RoleName: name, RoleId: id } = call.output.Role;
  return {
    notes: { [note]: name },
    made: { kind: "role", accountId: identity.accountId, name, id },
  };
}

/** A user that was made, with all that its form makes; its name is noted. */
export function noticeUser({ calls, identity, path }: Facts, note: string): Noticed | undefined {
  if (path === "/iam/users/create") return undefined;
  const call = findCall({ calls }, ["iam", "CreateUser"], ({ output }) => output?.User !== undefined);
  if (call?.output?.User === undefined) return undefined;
  const { UserName: name, UserId: id } = call.output.User;
  return {
    notes: { [note]: name },
    made: { kind: "user", accountId: identity.accountId, name, id },
  };
}
