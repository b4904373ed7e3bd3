import type { On } from "@rolecall/operations";
import type { ContextValue } from "@rolecall/policy";
import type { ServiceCredentialRecord, UserRecord } from "@rolecall/store";
import { iamError, validationError } from "../error.ts";
import { entityPermission } from "../requirement.ts";
import { existing, type UserSubject, userNamedOrCaller } from "../subject.ts";

interface Naming {
  readonly UserName?: string | undefined;
  readonly ServiceSpecificCredentialId: string;
}

interface Found {
  readonly user: UserSubject;
  readonly credential: ServiceCredentialRecord | undefined;
}

interface OwnCredential {
  readonly user: UserRecord;
  readonly credential: ServiceCredentialRecord;
}

/** A credential of a user, the caller where it leaves the UserName out. Conditions see the service that it is of. */
export const ownCredential: On<Naming, Found, OwnCredential> = {
  async find(call) {
    const { input, caller, tx } = call;
    const user = await userNamedOrCaller(call, input.UserName);
    const id = input.ServiceSpecificCredentialId;
    return { user, credential: await tx.serviceCredentials.byId(caller.accountId, id) };
  },
  permission: (call, { user, credential }) => ({
    ...entityPermission(call, user),
    ...(credential !== undefined && { context: serviceContext(credential.serviceName) }),
  }),
  take(found, { input }) {
    const user = existing(found.user);
    const { credential } = found;
    const id = input.ServiceSpecificCredentialId;
    if (credential === undefined) throw iamError("NoSuchEntity", `No such credential ${id} exists`);
    if (credential.ownerId === user.id) return { user, credential };
    throw validationError(`User ${user.name} does not have a service specific credential with id ${id}`);
  },
};

/** `iam:ServiceSpecificCredentialServiceName`, and `iam:ServiceSpecificCredentialAgeDays` where an age is asked for. */
export function serviceContext(serviceName: string, ageDays?: number): ReadonlyMap<string, ContextValue> {
  const context = new Map<string, ContextValue>([
    ["iam:servicespecificcredentialservicename", serviceName.toLowerCase()],
  ]);
  if (ageDays !== undefined) context.set("iam:servicespecificcredentialagedays", String(ageDays));
  return context;
}
