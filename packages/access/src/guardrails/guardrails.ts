/**
 * The accounts of the directory: whether each is closed, where it is in its organization, and what stands over it there.
 *
 * INVARIANT: what is remembered of an account is made of what is remembered of its unit, this of the unit above, up to the root, and
 * each of the policies that are attached there. It is kept only while all that it was made of is, so that a change drops what it
 * touches with all that is below it, and nothing else. Units go at once, of which there are few; accounts count no more at once, and go
 * by and by, so that who changes a root waits for nothing that grows with the accounts.
 */
import {
  type AccountId,
  isOrganizationIdOf,
  type OrganizationId,
  type OrganizationPolicyId,
  type ParentId,
} from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import { DependentCache } from "../cache/dependent-cache.ts";
import type { PolicyLibrary } from "../cache/policy-library.ts";
import type { DirectoryAccount } from "./account-place.ts";
import {
  type Attached,
  type Branch,
  type LoadedPolicy,
  type Loading,
  loadAttached,
  loadPolicy,
  placeUnder,
  rootBranch,
  unitBranch,
} from "./guardrail-loader.ts";
import type { GuardrailLayer } from "./guardrail-policies.ts";

export interface Guardrails {
  /** What is known without asking the store. */
  peek(accountId: AccountId): DirectoryAccount | undefined;
  /** Undefined where there is no such account. */
  account(tx: ReadTransaction, accountId: AccountId): Promise<DirectoryAccount | undefined>;
  /** Forgets what was made of the subject of a change. */
  drop(subject: string): void;
  clear(): void;
  /** About how much memory what is kept of each sort takes. */
  readonly bytes: GuardrailBytes;
}

type GuardrailBytes = Readonly<
  Record<"accounts" | "organizationalUnits" | "organizations" | "organizationPolicies", number>
>;

const MEBIBYTE = 1024 * 1024;

const ACCOUNT_LIMITS = { entries: 50_000, bytes: 64 * MEBIBYTE };
const UNIT_LIMITS = { entries: 20_000, bytes: 32 * MEBIBYTE };
const ORGANIZATION_LIMITS = { entries: 2_000, bytes: 8 * MEBIBYTE };
const POLICY_LIMITS = { entries: 20_000, bytes: 128 * MEBIBYTE };

/** An account with its place in the cache; what it takes more in an organization: node, ARN, levels. */
const ACCOUNT_BYTES = 1_400;
const NODE_BYTES = 1_000;
/** In a list, and in the sets of who hears of what. */
const ATTACHED_BYTES = 250;

/** How many accounts that count no more go with each that is looked up. */
const SWEPT_MAX = 64;

export function createGuardrails(library: PolicyLibrary): Guardrails {
  return new RememberedGuardrails(library);
}

interface KeptAccount {
  readonly account: DirectoryAccount;
  /** What it is right under. */
  readonly branch: Branch | undefined;
}

class RememberedGuardrails implements Guardrails {
  readonly #library: PolicyLibrary;
  readonly #accounts = new DependentCache<KeptAccount>(ACCOUNT_LIMITS);
  readonly #units = new DependentCache<Branch>(UNIT_LIMITS, (id, branch) => this.#dropBelow(id, branch));
  /** By the organization's id. */
  readonly #roots = new DependentCache<Branch>(ORGANIZATION_LIMITS, (id, branch) =>
    this.#dropBelow(id, branch),
  );
  readonly #policies = new DependentCache<LoadedPolicy>(POLICY_LIMITS, (id) => this.#dropMadeOf(id));
  /** Roots and units under which accounts are left that count no more. */
  readonly #left: Branch[] = [];
  #nextNumber = 0;
  readonly #caches = [this.#accounts, this.#units, this.#roots, this.#policies];

  constructor(library: PolicyLibrary) {
    this.#library = library;
  }

  get bytes(): GuardrailBytes {
    return {
      accounts: this.#accounts.bytes,
      organizationalUnits: this.#units.bytes,
      organizations: this.#roots.bytes,
      organizationPolicies: this.#policies.bytes,
    };
  }

  peek(accountId: AccountId): DirectoryAccount | undefined {
    const kept = this.#accounts.get(accountId);
    return kept?.branch?.isCurrent === false ? undefined : kept?.account;
  }

  async account(tx: ReadTransaction, accountId: AccountId): Promise<DirectoryAccount | undefined> {
    return this.peek(accountId) ?? (await this.#loadAccount(tx, accountId));
  }

  drop(subject: string): void {
    for (const cache of this.#caches) cache.drop(subject);
  }

  clear(): void {
    for (const cache of this.#caches) cache.clear();
    this.#left.length = 0;
  }

  #dropBelow(id: string, branch: Branch): void {
    branch.isCurrent = false;
    this.#left.push(branch);
    this.#units.drop(madeOf(id));
  }

  /** Each account that is looked up takes along a bounded number of those that are left: they go as quickly as others come. */
  #sweep(): void {
    let room = SWEPT_MAX;
    for (let branch = this.#left.at(-1); branch !== undefined && room > 0; branch = this.#left.at(-1)) {
      const gone = this.#accounts.drop(under(branch), room);
      if (gone < room) this.#left.pop();
      room -= Math.max(1, gone);
    }
  }

  #dropMadeOf(id: string): void {
    for (const cache of [this.#roots, this.#units, this.#accounts]) cache.drop(madeOf(id));
  }

  async #loadAccount(tx: ReadTransaction, accountId: AccountId): Promise<DirectoryAccount | undefined> {
    this.#sweep();
    const record = await tx.accounts.byId(accountId);
    if (record === undefined) return undefined;
    const { id } = record;
    const itself = { id, isClosed: record.closedAt !== undefined };
    const member = await tx.organizationMembers.ofAccount(id);
    if (member === undefined) {
      const value = { account: itself, branch: undefined };
      if (tx.mayRemember)
        this.#accounts.set(id, { value, subjects: [`account:${id}`], bytes: ACCOUNT_BYTES });
      return itself;
    }
    const root = await this.#root(tx, member.organizationId);
    const branch = await this.#branch(tx, root, member.parentId);
    const loading = { organization: branch.organization, library: this.#library };
    const attached = await this.#attached(tx, id, loading);
    const place = placeUnder(branch, id, { policies: attached.policies, library: this.#library });
    const account = { ...itself, place };
    if (tx.mayRemember && this.#isKept(branch) && this.#areKept(attached))
      this.#accounts.set(id, {
        value: { account, branch },
        subjects: [`account:${id}`, under(branch), ...subjectsOf(attached)],
        bytes: ACCOUNT_BYTES + nodeBytes(attached),
      });
    return account;
  }

  /** @throws Error where an account is in an organization that is not there: the store deletes memberships with it. */
  async #root(tx: ReadTransaction, id: OrganizationId): Promise<Branch> {
    const known = this.#roots.get(id);
    if (known !== undefined) return known;
    const organization = await tx.organizations.byId(id);
    if (organization === undefined) throw new Error(`The organization ${id} has members and does not exist.`);
    const loading = { organization, library: this.#library };
    const attached = await this.#attached(tx, organization.rootId, loading);
    const branch = rootBranch(organization, attached, this.#nextNumber++);
    const subjects = [`organization:${organization.id}`, ...subjectsOf(attached)];
    if (tx.mayRemember && this.#areKept(attached))
      this.#roots.set(organization.id, { value: branch, subjects, bytes: nodeBytes(attached) });
    return branch;
  }

  /** @throws Error where something is under a unit that is not there: the store keeps a unit for as long as it is not empty. */
  async #branch(tx: ReadTransaction, root: Branch, id: ParentId): Promise<Branch> {
    if (id === root.organization.rootId) return root;
    const known = this.#units.get(id);
    if (known !== undefined) return known;
    const unit = isOrganizationIdOf("unit", id) ? await tx.organizationalUnits.byId(id) : undefined;
    if (unit === undefined) throw new Error(`Something is under the unit ${id}, which does not exist.`);
    const above = await this.#branch(tx, root, unit.parentId);
    const loading = { organization: above.organization, library: this.#library };
    const attached = await this.#attached(tx, unit.id, loading);
    const branch = unitBranch(above, unit, { ...attached, number: this.#nextNumber++ });
    const subjects = [`organizationalUnit:${unit.id}`, madeOf(keyOf(above)), ...subjectsOf(attached)];
    if (tx.mayRemember && this.#isKept(above) && this.#areKept(attached))
      this.#units.set(unit.id, { value: branch, subjects, bytes: nodeBytes(attached) });
    return branch;
  }

  #attached(tx: ReadTransaction, targetId: Parameters<typeof loadAttached>[1], loading: Loading) {
    const find = (id: OrganizationPolicyId, layer: GuardrailLayer) =>
      this.#policy(tx, id, { ...loading, layer });
    return loadAttached(tx, targetId, { ...loading, find });
  }

  async #policy(
    tx: ReadTransaction,
    id: OrganizationPolicyId,
    loading: Parameters<typeof loadPolicy>[2],
  ): Promise<LoadedPolicy> {
    const known = this.#policies.get(id);
    if (known !== undefined) return known;
    const value = await loadPolicy(tx, id, loading);
    const subjects = [`organizationPolicy:${id}`];
    if (tx.mayRemember) this.#policies.set(id, { value, subjects, bytes: value.bytes });
    return value;
  }

  #isKept(branch: Branch): boolean {
    const key = keyOf(branch);
    return (this.#units.get(key) ?? this.#roots.get(key)) === branch;
  }

  #areKept({ own }: Attached): boolean {
    return [...own].every(([id, policy]) => this.#policies.get(id) === policy);
  }
}

/** Of the accounts that are right under a root or unit as it was read once: read again it has another number. */
function under({ number }: Branch): string {
  return `under:${number}`;
}

/** What is dropped with what is kept under an id. */
function madeOf(id: string): string {
  return `in:${id}`;
}

function subjectsOf({ own }: Attached): readonly string[] {
  return [...own.keys()].map(madeOf);
}

/** What a branch is kept under: a unit's id, or the organization's. */
function keyOf({ unitId, organization }: Branch): string {
  return unitId ?? organization.id;
}

function nodeBytes({ policies }: Attached): number {
  return NODE_BYTES + ATTACHED_BYTES * (policies.serviceControl.length + policies.resourceControl.length);
}
