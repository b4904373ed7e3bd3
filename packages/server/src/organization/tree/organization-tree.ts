/** A policy where it is attached. */
export interface TreePolicy {
  readonly id: string;
  readonly name: string;
  /** By AWS's name, such as SERVICE_CONTROL_POLICY. */
  readonly type: string;
}

export interface TreeAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** In AWS's words: ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED. */
  readonly state: string;
  /** Attached to the account itself, in the order of attachment where it is known. */
  readonly policies: readonly TreePolicy[];
}

/** The root or an organizational unit, with what stands under it. */
export interface TreeUnit {
  readonly id: string;
  readonly name: string;
  readonly policies: readonly TreePolicy[];
  readonly accounts: readonly TreeAccount[];
  readonly units: readonly TreeUnit[];
}

/** An organization as it is drawn, and as `rolecall tree --json` tells it. */
export interface OrganizationTree {
  readonly id: string;
  readonly managementAccount: string;
  /** ALL or CONSOLIDATED_BILLING. */
  readonly features: string;
  /** Types of policies that are enabled, in the order in which they were. */
  readonly policyTypes: readonly string[];
  readonly root: TreeUnit;
}

/** AWS's own policies, which stand everywhere unless somebody took one away. */
export const FULL_ACCESS_ID = "p-FullAWSAccess";
export const FULL_RESOURCE_ACCESS_ID = "p-RCPFullAWSAccess";

const SERVICE_CONTROL = "SERVICE_CONTROL_POLICY";

/** Those that say something: AWS's own ones stand everywhere. */
export function notablePolicies(policies: readonly TreePolicy[]): readonly TreePolicy[] {
  return policies.filter(({ id }) => id !== FULL_ACCESS_ID && id !== FULL_RESOURCE_ACCESS_ID);
}

/** Whether service control policies are enabled, and FullAWSAccess was taken from here: what is not allowed is denied. */
export function lacksFullAccess(tree: OrganizationTree, policies: readonly TreePolicy[]): boolean {
  return tree.policyTypes.includes(SERVICE_CONTROL) && !policies.some(({ id }) => id === FULL_ACCESS_ID);
}

interface TreeCounts {
  readonly accounts: number;
  /** Without the root. */
  readonly units: number;
  /** Different ones that are attached, without AWS's own. */
  readonly policies: number;
}

function countTree({ root }: OrganizationTree): TreeCounts {
  const units = [...unitsOf(root)];
  const attached = units.flatMap(({ policies, accounts }) => [
    ...policies,
    ...accounts.flatMap((account) => account.policies),
  ]);
  return {
    accounts: units.reduce((sum, { accounts }) => sum + accounts.length, 0),
    units: units.length - 1,
    policies: new Set(notablePolicies(attached).map(({ id }) => id)).size,
  };
}

/** A unit and all under it, each before those that are in it. */
export function* unitsOf(unit: TreeUnit): Iterable<TreeUnit> {
  yield unit;
  for (const inner of unit.units) yield* unitsOf(inner);
}

/** `12 accounts`, `1 account` */
export function countOf(number: number, noun: string): string {
  const plural = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${number} ${number === 1 ? noun : plural}`;
}

/** The line over a drawing: what it shows, in numbers. */
export function summarize(tree: OrganizationTree): string {
  const { accounts, units, policies } = countTree(tree);
  const features = tree.features === "ALL" ? "all features" : "consolidated billing";
  return [features, countOf(accounts, "account"), countOf(units, "unit"), countOf(policies, "policy")].join(
    " · ",
  );
}
