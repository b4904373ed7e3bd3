/**
 * A session is bound to the unique id of the user or role that it was made from. It ends with that one, also where another of
 * the same name was made since, and goes by the name that the user has now.
 * Sources: IAM User Guide, "IAM identifiers", "Unique identifiers"; recorded answers of AWS for sessions of roles that were
 * deleted and made anew.
 */
import type { Arn } from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import type { FederatedUserCaller, IdentifiedCaller, ServiceSessionCaller } from "../caller/caller.ts";
import { sessionCaller, userCaller } from "../caller/caller-of.ts";
import type { Directory } from "../directory/directory.ts";
import type { DirectoryRole, DirectoryService, DirectoryUser } from "../directory/directory-entry.ts";
import { AuthenticationError } from "./authentication-error.ts";

/** The user or role that a caller's permissions come from. */
export type Owner = DirectoryUser | DirectoryRole;
/** Whoever a session ends with. */
type SessionOwner = Owner | DirectoryService;

/** False for root, and for a federated user that root made. */
export function hasOwner(caller: IdentifiedCaller): boolean {
  return (
    caller.kind !== "root" && !(caller.kind === "federatedUser" && caller.session.issuer?.type === "Root")
  );
}

/** The owner where the directory has it at hand; for the road before the transaction. */
export function peekOwner(directory: Directory, caller: IdentifiedCaller): SessionOwner | undefined {
  switch (caller.kind) {
    case "root":
      return undefined;
    case "user":
      return directory.peekUser(caller.id);
    case "roleSession":
      return directory.peekRole(caller.roleId);
    case "federatedUser":
      return directory.peekUser(caller.issuerId);
    case "serviceSession":
      return directory.peekService(caller.service);
  }
}

/** Undefined where it is gone, and where there is none. At once where the directory has it: every request asks, some twice. */
export function findOwner(
  tx: ReadTransaction,
  directory: Directory,
  caller: IdentifiedCaller,
): SessionOwner | undefined | Promise<SessionOwner | undefined> {
  return peekOwner(directory, caller) ?? loadOwner(tx, directory, caller);
}

async function loadOwner(
  tx: ReadTransaction,
  directory: Directory,
  caller: IdentifiedCaller,
): Promise<SessionOwner | undefined> {
  switch (caller.kind) {
    case "root":
      return undefined;
    case "user":
      return directory.user(tx, caller.id);
    case "roleSession":
      return directory.role(tx, caller.roleId);
    case "federatedUser":
      return directory.user(tx, caller.issuerId);
    case "serviceSession":
      return directory.service(tx, caller.service);
  }
}

/**
 * The caller under the name that its owner has now.
 * @throws AuthenticationError where the owner is gone, or the key that a service proved itself by.
 */
export function ownedCaller(caller: IdentifiedCaller, owner: SessionOwner | undefined): IdentifiedCaller {
  if (!hasOwner(caller)) return caller;
  if (owner === undefined || !isPrincipal(owner)) {
    if (caller.kind === "serviceSession" && owner !== undefined && hasItsKey(caller, owner)) return caller;
    throw new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId: caller.accessKeyId });
  }
  switch (caller.kind) {
    case "user":
      return caller.arn === owner.arn ? caller : renamedUser(caller, owner);
    case "federatedUser":
      return caller.session.issuer?.arn === owner.arn ? caller : withIssuerArn(caller, owner.arn);
    default:
      return caller;
  }
}

/** Whether it is somebody who has policies. */
export function isPrincipal(owner: SessionOwner): owner is Owner {
  return "arn" in owner;
}

function hasItsKey({ session }: ServiceSessionCaller, { record }: DirectoryService): boolean {
  return record.keys.some(({ id }) => id === session.service?.keyId);
}

/**
 * What was passed on of a request ends with the key that it was signed with.
 * @throws AuthenticationError where that key is not active any more
 */
export async function refuseEndedKey(
  tx: ReadTransaction,
  directory: Directory,
  { session, accessKeyId }: IdentifiedCaller,
): Promise<void> {
  const signedWith = session?.forwarded?.accessKeyId;
  if (signedWith === undefined) return;
  const key = directory.peekAccessKey(signedWith) ?? (await directory.accessKey(tx, signedWith));
  if (key?.record.status !== "Active")
    throw new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId });
}

function renamedUser({ accessKeyId, session }: IdentifiedCaller, { record }: Owner): IdentifiedCaller {
  return userCaller(record, accessKeyId, session);
}

function withIssuerArn({ session, accessKeyId }: FederatedUserCaller, arn: Arn): IdentifiedCaller {
  const issuer = session.issuer && { ...session.issuer, arn };
  return sessionCaller({ ...session, ...(issuer && { issuer }) }, accessKeyId);
}
