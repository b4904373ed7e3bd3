import type { On } from "@rolecall/operations";
import type { InstanceProfileRecord, RoleRecord } from "@rolecall/store";
import { entityPermission } from "../requirement.ts";
import { checkModifiable } from "../role/protected-role.ts";
import {
  existing,
  type InstanceProfileSubject,
  instanceProfileNamed,
  type RoleSubject,
  roleNamed,
} from "../subject.ts";

interface Naming {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}

interface Found {
  readonly profile: InstanceProfileSubject;
  readonly role: RoleSubject;
}

interface Pair {
  readonly profile: InstanceProfileRecord;
  readonly role: RoleRecord;
}

/** An instance profile and a role that it carries to EC2, or is to carry; the permission is on the profile. */
export const profileRole: On<Naming, Found, Pair> = {
  async find(call) {
    const profile = await instanceProfileNamed(call, call.input.InstanceProfileName);
    return { profile, role: await roleNamed(call, call.input.RoleName) };
  },
  permission: (call, { profile }) => entityPermission(call, profile),
  take(found) {
    const profile = existing(found.profile);
    const role = existing(found.role);
    checkModifiable(role);
    return { profile, role };
  },
};
