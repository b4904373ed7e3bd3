/** Who is looked at, one by one, in the order in which they are told. */
import type { SnapshotAccount, SnapshotRole, SnapshotUser } from "./installation.ts";
import type { Trusted } from "./trusted.ts";

interface OfAccount {
  readonly account: SnapshotAccount;
  /** Who has the same number has the same policies and stands under the same limits: told apart by name and tags alone. */
  readonly alike: number;
}

export interface UserNode extends OfAccount {
  readonly kind: "user";
  readonly user: SnapshotUser;
}

export interface RoleNode extends OfAccount {
  readonly kind: "role";
  readonly role: SnapshotRole;
  /** Its place among the roles. */
  readonly place: number;
  readonly trusted: Trusted;
  /** Sessions may be given tags by those who begin them. */
  readonly takesTags: boolean;
  readonly takesSourceIdentity: boolean;
}

/**
 * Who is in no account that is looked at: a service, a provider's users, another account, or everybody else. `name` is as a policy
 * names it; of everybody it is `*`.
 */
export interface OutsideNode {
  readonly kind: "service" | "provider" | "account" | "outsider" | "everyone";
  readonly name: string;
  /** Of an account or somebody in it. */
  readonly accountId?: string | undefined;
}

export interface RootNode {
  readonly kind: "root";
  readonly account: SnapshotAccount;
}

export type Node = UserNode | RoleNode | OutsideNode | RootNode;

/** The name by which somebody is told: an ARN, a service's name, `*`. */
export function nameOf(node: Node): string {
  switch (node.kind) {
    case "user":
      return node.user.arn;
    case "role":
      return node.role.arn;
    case "root":
      return rootArn(node.account);
    default:
      return node.name;
  }
}

/** In the partition of those who are in the account. */
function rootArn({ id, users, roles }: SnapshotAccount): string {
  const partition = (users[0] ?? roles[0])?.arn.split(":")[1] ?? "aws";
  return `arn:${partition}:iam::${id}:root`;
}
