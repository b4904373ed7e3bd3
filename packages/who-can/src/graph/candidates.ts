/** Roles that may let somebody in, or be passed by it: the engine is asked about these, and about no others. */
import { type InstallationIndex, type TrustIndex, trustIndexOf } from "../installation/installation-index.ts";
import type { Node, RoleNode, UserNode } from "../installation/node.ts";
import type { Hops } from "./hops.ts";

export class Candidates {
  readonly #roles: readonly RoleNode[];
  readonly #trust: TrustIndex;
  readonly #passable: ReadonlyMap<string, readonly RoleNode[]>;
  readonly #hops: Hops;
  readonly #known = new Map<number, readonly RoleNode[]>();

  /** @param roles of which they may be; all where absent */
  constructor(index: InstallationIndex, hops: Hops, roles?: readonly RoleNode[]) {
    this.#roles = roles ?? index.roles;
    this.#trust = roles === undefined ? index.trust : trustIndexOf(roles);
    this.#hops = hops;
    const passable = this.#roles.filter(({ trusted }) => trusted.services.size > 0);
    this.#passable = Map.groupBy(passable, ({ account }) => account.id);
  }

  /** Each once, in the order of the installation. */
  of(node: Node): readonly RoleNode[] {
    const { byName, byAccount, open } = this.#trust;
    switch (node.kind) {
      case "root":
        // Roles may not be assumed by root.
        return [];
      case "user":
        return this.#ofPrincipal(node, [node.user.arn, node.user.id]);
      case "role": {
        const { arn, id, name } = node.role;
        return this.#ofPrincipal(node, [arn, id, `${node.account.id}/${name}`]);
      }
      case "service":
        return this.#roles.filter(({ trusted }) => trusted.services.has(node.name) || trusted.isOpen);
      case "provider":
        return this.#roles.filter(({ trusted }) => trusted.providers.has(node.name) || trusted.isOpen);
      case "account":
        return distinct([...(byAccount.get(node.accountId ?? "") ?? []), ...open]);
      case "outsider": {
        const ofAccount = byAccount.get(node.accountId ?? "") ?? [];
        return distinct([...(byName.get(node.name) ?? []), ...ofAccount, ...open]);
      }
      case "everyone":
        return open;
    }
  }

  #ofPrincipal(node: UserNode | RoleNode, names: readonly string[]): readonly RoleNode[] {
    const { byName } = this.#trust;
    const unnamed = this.#ofAlike(node);
    if (!names.some((name) => byName.has(name))) return unnamed;
    return distinct([...names.flatMap((name) => byName.get(name) ?? []), ...unnamed]);
  }

  /** By no name of its own. */
  #ofAlike(node: UserNode | RoleNode): readonly RoleNode[] {
    const known = this.#known.get(node.alike);
    if (known !== undefined) return known;
    const { byAccount, open } = this.#trust;
    const { id } = node.account;
    // Whom a whole account is trusted for needs a policy of its own.
    const ofAccount = this.#hops.mayAssume(node) ? (byAccount.get(id) ?? []) : [];
    const passable = this.#hops.mayPass(node) ? (this.#passable.get(id) ?? []) : [];
    const found = distinct([...ofAccount, ...open, ...passable]);
    this.#known.set(node.alike, found);
    return found;
  }
}

function distinct(roles: readonly RoleNode[]): readonly RoleNode[] {
  return roles.length < 2 ? roles : [...new Set(roles)].sort((one, other) => one.place - other.place);
}
