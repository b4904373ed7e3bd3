/** What IAM's operations are about, a row each: how it is looked up, the permission on it, and when it cannot be worked with. */
import { AWS_ACCOUNT, formatArn, formatCollectionArn, type PathedArnForm } from "@rolecall/names";
import { type Call, NOTHING_TO_FIND, type On, withTags } from "@rolecall/operations";
import type {
  EntityRecord,
  GroupRecord,
  InstanceProfileRecord,
  PolicyRecord,
  ReadTransaction,
  RoleRecord,
  ServerCertificateRecord,
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
import { boundaryContext, entityPermission, newEntityPermission } from "./requirement.ts";
import { checkModifiable } from "./role/protected-role.ts";
import {
  existing,
  groupNamed,
  instanceProfileNamed,
  roleNamed,
  type Subject,
  serverCertificateNamed,
  type UserOrRoot,
  userNamed,
  userNamedOrRoot,
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
/** The root user where root leaves the UserName out; whoever has access keys and passwords. */
export const userOrRoot: On<{ readonly UserName?: string | undefined }, UserOrRoot> = {
  find: (call) => userNamedOrRoot(call, call.input.UserName),
  permission: (call, found) =>
    found.kind === "root"
      ? { resource: formatArn("root", { accountId: found.accountId }) }
      : entityPermission(call, found),
  take(found) {
    if (found.kind === "user") existing(found);
    return found;
  },
};
export const group = named<{ readonly GroupName: string }, GroupRecord>((call) =>
  groupNamed(call, call.input.GroupName),
);
export const role = named<{ readonly RoleName: string }, RoleRecord>((call) =>
  roleNamed(call, call.input.RoleName),
);
export const instanceProfile = named<{ readonly InstanceProfileName: string }, InstanceProfileRecord>(
  (call) => instanceProfileNamed(call, call.input.InstanceProfileName),
);
export const serverCertificate = named<{ readonly ServerCertificateName: string }, ServerCertificateRecord>(
  (call) => serverCertificateNamed(call, call.input.ServerCertificateName),
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

/** All of a kind under a path, as lists are about. */
export function all(kind: PathedArnForm): On<{ readonly PathPrefix?: string | undefined }, undefined> {
  return {
    ...NOTHING_TO_FIND,
    permission: ({ caller, input }) => ({
      resource: formatCollectionArn(kind, { accountId: caller.accountId, pathPrefix: input.PathPrefix }),
    }),
  };
}

/** What is to be made, by its name and the Path of the input. Whether it is there already is asked once it was granted. */
function planned<Input>(
  kind: PathedArnForm,
  nameOf: (input: Input) => string,
): On<Input & { readonly Path?: string | undefined }, undefined> {
  return {
    ...NOTHING_TO_FIND,
    permission: (call) =>
      newEntityPermission(call, { kind, path: call.input.Path, name: nameOf(call.input) }),
  };
}

/** What is made with the permissions boundary that the input names. */
function withBoundary<Input>(
  on: On<Input, undefined>,
): On<Input & { readonly PermissionsBoundary?: string | undefined }, undefined> {
  return {
    ...on,
    permission: (call, found) => {
      const { PermissionsBoundary: boundary } = call.input;
      const permission = on.permission(call, found);
      return boundary === undefined ? permission : { ...permission, ...boundaryContext(boundary) };
    },
  };
}

export const newGroup = planned("group", (input: { readonly GroupName: string }) => input.GroupName);
export const newUser = withTags(
  "iam:TagUser",
  withBoundary(planned("user", (input: { readonly UserName: string }) => input.UserName)),
);
export const newRole = withTags(
  "iam:TagRole",
  withBoundary(planned("role", (input: { readonly RoleName: string }) => input.RoleName)),
);
export const newPolicy = withTags(
  "iam:TagPolicy",
  planned("policy", (input: { readonly PolicyName: string }) => input.PolicyName),
);
export const newInstanceProfile = withTags(
  "iam:TagInstanceProfile",
  planned("instance-profile", (input: { readonly InstanceProfileName: string }) => input.InstanceProfileName),
);
export const newServerCertificate = withTags(
  "iam:TagServerCertificate",
  planned(
    "server-certificate",
    (input: { readonly ServerCertificateName: string }) => input.ServerCertificateName,
  ),
);
