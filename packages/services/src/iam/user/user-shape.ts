import type { User } from "@rolecall/contracts/iam";
import { formatArn } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { EntityRecord, EpochMilliseconds, ReadTransaction, UserRecord } from "@rolecall/store";
import { boundaryToWire } from "../boundary/boundary.ts";

type Writable<Shape> = { -readonly [Name in keyof Shape]: Shape[Name] };

/**
 * A user as lists show it: without tags and boundary.
 * @param passwordUsedAt where it is shown, and the password was used
 */
export function userToWire(user: EntityRecord, passwordUsedAt?: EpochMilliseconds): User {
  // Begun empty, and not as a literal: V8 would take what pages are full of for what lives long, and keep all that hangs on it.
  const shown = {} as Writable<User>;
  shown.Path = user.path;
  shown.UserName = user.name;
  shown.UserId = user.id;
  shown.Arn = formatArn("user", user);
  shown.CreateDate = new Date(user.createdAt);
  if (passwordUsedAt !== undefined) shown.PasswordLastUsed = new Date(passwordUsedAt);
  return shown;
}

/** A user with the tags and the boundary that it has. */
export function userToWireInFull(user: UserRecord): User {
  const { permissionsBoundary, tags } = user;
  return {
    ...userToWire(user),
    ...(permissionsBoundary !== undefined && { PermissionsBoundary: boundaryToWire(permissionsBoundary) }),
    ...(tags.length > 0 && { Tags: tagsToWire(tags) }),
  };
}

/** When the user, or the root user by the account's id, last signed in with a password; nothing where never. */
export async function passwordLastUsed(
  tx: ReadTransaction,
  subject: string,
): Promise<Pick<User, "PasswordLastUsed">> {
  const usage = await tx.usage.of(subject);
  return usage === undefined ? {} : { PasswordLastUsed: new Date(usage.at) };
}
