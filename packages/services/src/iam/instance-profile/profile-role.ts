/** The role that an instance profile carries to EC2. */
import type { Call } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";
import {
  type InstanceProfileSubject,
  instanceProfileNamed,
  type RoleSubject,
  roleNamed,
} from "../subject.ts";

interface Pair {
  readonly profile: InstanceProfileSubject;
  readonly role: RoleSubject;
}

interface Naming {
  readonly InstanceProfileName: string;
  readonly RoleName: string;
}

export async function findPair(call: Call<Naming, ReadTransaction>): Promise<Pair> {
  const profile = await instanceProfileNamed(call, call.input.InstanceProfileName);
  return { profile, role: await roleNamed(call, call.input.RoleName) };
}
