/** What IAM's operations are about, a row each: how it is looked up, the permission on it, and when it cannot be worked with. */
import { AWS_ACCOUNT, formatCollectionArn, type PathedArnForm } from "@rolecall/names";
import type { Call, On } from "@rolecall/operations";
import type {
  EntityRecord,
  GroupRecord,
  InstanceProfileRecord,
  PolicyRecord,
  ReadTransaction,
  RoleRecord,
  UserRecord,
} from "@rolecall/store";
import type { MessageKind } from "./error.ts";
import {
  existingCustomerPolicy,
  existingPolicy,
  type FoundPolicy,
  type PolicySubject,
  policyNamed,
  policyPermission,
} from "./policy/find-policy.ts";
import { entityPermission } from "./requirement.ts";
import { checkModifiable } from "./role/protected-role.ts";
import {
  existing,
  groupNamed,
  instanceProfileNamed,
  roleNamed,
  type Subject,
  userNamed,
  userNamedOrCaller,
} from "./subject.ts";

type Find<Input, Record> = (call: Call<Input, ReadTransaction>) => Promise<Subject<MessageKind, Record>>;

/** Denied by name; NoSuchEntity where it is not there. */
function named<Input, Record extends EntityRecord>(
  find: Find<Input, Record>,
): On<Input, Subject<MessageKind, Record>, Record> {
  return { find, permission: entityPermission, take: existing };
}

export const user = named<{ readonly UserName: string }, UserRecord>((call) =>
  userNamed(call, call.input.UserName),
);
/** The caller's own user where the UserName is left out. */
export const userOrCaller = named<{ readonly UserName?: string | undefined }, UserRecord>((call) =>
  userNamedOrCaller(call, call.input.UserName),
);
export const group = named<{ readonly GroupName: string }, GroupRecord>((call) =>
  groupNamed(call, call.input.GroupName),
);
export const role = named<{ readonly RoleName: string }, RoleRecord>((call) =>
  roleNamed(call, call.input.RoleName),
);
export const instanceProfile = named<{ readonly InstanceProfileName: string }, InstanceProfileRecord>(
  (call) => instanceProfileNamed(call, call.input.InstanceProfileName),
);

/** A role that is not one of AWS's services'. */
export const roleToChange: typeof role = {
  ...role,
  take(found) {
    const record = existing(found);
    checkModifiable(record);
    return record;
  },
};

type NamesPolicy = { readonly PolicyArn: string };

/** A policy of AWS or of the account, to be read, whether it is there or not. */
export const anyPolicy: On<NamesPolicy, PolicySubject> = {
  find: (call) => policyNamed(call, call.input.PolicyArn),
  permission: (_call, found) => policyPermission(found),
  take: (found) => found,
};

/** A policy of AWS or of the account, to be read. */
export const policy: On<NamesPolicy, PolicySubject, FoundPolicy> = { ...anyPolicy, take: existingPolicy };

/**
 * A policy of the account, to be changed, whether it is there or not. Those of AWS are another account's, so that nobody can be
 * granted it.
 */
export const anyPolicyToChange: On<NamesPolicy, PolicySubject> = {
  ...anyPolicy,
  permission: (_call, found) => ({ resourceAccountId: AWS_ACCOUNT, ...policyPermission(found) }),
};

/** A policy of the account, to be changed. */
export const policyToChange: On<NamesPolicy, PolicySubject, PolicyRecord> = {
  ...anyPolicyToChange,
  take: existingCustomerPolicy,
};

/** AWS knows no resource for it: `Resource` has to be `*`. */
export const anything: On<unknown, undefined> = {
  find: async () => undefined,
  permission: () => ({ resource: "*" }),
  take: (found) => found,
};

/** All of a kind under a path, as lists are about. */
export function all(kind: PathedArnForm): On<{ readonly PathPrefix?: string | undefined }, undefined> {
  return {
    find: async () => undefined,
    permission: ({ caller, input }) => ({
      resource: formatCollectionArn(kind, { accountId: caller.accountId, pathPrefix: input.PathPrefix }),
    }),
    take: (found) => found,
  };
}
