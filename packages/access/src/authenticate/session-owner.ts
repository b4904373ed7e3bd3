/**
 * A session is bound to the unique id of the user or role that it was made from. It ends with that one, also where another of
 * the same name was made since, and goes by the name that the user has now.
 * Sources: IAM User Guide, "IAM identifiers", "Unique identifiers"; recorded answers of AWS for sessions of roles that were
 * deleted and made anew.
 */
import type { Arn } from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import type { FederatedUserCaller, IdentifiedCaller } from "../caller/caller.ts";
import { sessionCaller, userCaller } from "../caller/caller-of.ts";
import type { Directory } from "../directory/directory.ts";
import type { DirectoryRole, DirectoryUser } from "../directory/directory-entry.ts";
import { AuthenticationError } from "./authentication-error.ts";

/** The user or role that a caller's permissions come from. */
export type Owner = DirectoryUser | DirectoryRole;

/** False for root, and for a federated user that root made. */
export function hasOwner(caller: IdentifiedCaller): boolean {
  return (
    caller.kind !== "root" && !(caller.kind === "federatedUser" && caller.session.issuer?.type === "Root")
  );
}

/** The owner where the directory has it at hand; for the road before the transaction. */
export function peekOwner(directory: Directory, caller: IdentifiedCaller): Owner | undefined {
  switch (caller.kind) {
    case "root":
      return undefined;
    case "user":
      return directory.peekUser(caller.id);
    case "roleSession":
      return directory.peekRole(caller.roleId);
    case "federatedUser":
      return directory.peekUser(caller.issuerId);
  }
}

/** Undefined where it is gone, and where there is none. At once where the directory has it: every request asks, some twice. */
export function findOwner(
  tx: ReadTransaction,
  directory: Directory,
  caller: IdentifiedCaller,
): Owner | undefined | Promise<Owner | undefined> {
  return peekOwner(directory, caller) ?? loadOwner(tx, directory, caller);
}

async function loadOwner(
  tx: ReadTransaction,
  directory: Directory,
  caller: IdentifiedCaller,
): Promise<Owner | undefined> {
  switch (caller.kind) {
    case "root":
      return undefined;
    case "user":
      return directory.user(tx, caller.id);
    case "roleSession":
      return directory.role(tx, caller.roleId);
    case "federatedUser":
      return directory.user(tx, caller.issuerId);
  }
}

/**
 * The caller under the name that its owner has now.
 * @throws AuthenticationError where the owner is gone.
 */
export function ownedCaller(caller: IdentifiedCaller, owner: Owner | undefined): IdentifiedCaller {
  if (!hasOwner(caller)) return caller;
  if (owner === undefined) {
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

function renamedUser({ accessKeyId, session }: IdentifiedCaller, { record }: Owner): IdentifiedCaller {
  return userCaller(record, accessKeyId, session);
}

function withIssuerArn({ session, accessKeyId }: FederatedUserCaller, arn: Arn): IdentifiedCaller {
  const issuer = session.issuer && { ...session.issuer, arn };
  return sessionCaller({ ...session, ...(issuer && { issuer }) }, accessKeyId);
}
