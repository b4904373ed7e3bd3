import type { GroupRecord } from "./group.ts";
import type { Arn, UniqueId } from "./identifier.ts";
import type { RoleRecord } from "./role.ts";
import type { UserRecord } from "./user.ts";

/** An inline policy, by what it is in. */
interface HeldInline {
  readonly name: string;
  readonly document: string;
}

/** Who is in some accounts, and every policy that they have: what their permissions are made of, in a statement a kind of thing. */
export interface HeldPolicies {
  /** Sorted by account, then by name without regard to case. */
  readonly users: readonly UserRecord[];
  readonly roles: readonly RoleRecord[];
  readonly groups: readonly GroupRecord[];
  /** Of a user, sorted by the groups' names. */
  groupsOf(userId: UniqueId): readonly UniqueId[];
  /** Of a user, group or role, in the order of attachment. */
  attachedTo(ownerId: UniqueId): readonly Arn[];
  /** Of a user, group or role, sorted by name. */
  inlineIn(ownerId: UniqueId): readonly HeldInline[];
  /** Default versions of the accounts' own managed policies, by ARN. */
  readonly documents: ReadonlyMap<Arn, string>;
}
