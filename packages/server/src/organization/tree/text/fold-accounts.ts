import {
  lacksFullAccess,
  notablePolicies,
  type OrganizationTree,
  type TreeAccount,
  type TreeUnit,
  unitsOf,
} from "../organization-tree.ts";

/** What is shown of the accounts right under a unit. */
export interface FoldedAccounts {
  readonly shown: readonly TreeAccount[];
  readonly hidden: number;
}

export type FoldAccounts = (unit: TreeUnit) => FoldedAccounts;

/** So many fit on a screen or two. */
const SMALL_ACCOUNTS = 60;
const MANY_UNITS = 100;
/** Of those that have nothing to say, in a unit with more than one line would be saved by. */
const SAMPLES = 4;

export function foldNothing(unit: TreeUnit): FoldedAccounts {
  return { shown: unit.accounts, hidden: 0 };
}

/**
 * In an organization of many accounts a unit shows a few of them, and each that is unlike the others: the management account, those
 * with policies of their own, those that are not active.
 */
export function foldAccounts(tree: OrganizationTree): FoldAccounts {
  const units = [...unitsOf(tree.root)];
  const total = units.reduce((sum, { accounts }) => sum + accounts.length, 0);
  if (total <= SMALL_ACCOUNTS) return foldNothing;
  const samples = units.length > MANY_UNITS ? 0 : SAMPLES;
  const isNotable = (account: TreeAccount) =>
    account.id === tree.managementAccount ||
    account.state !== "ACTIVE" ||
    notablePolicies(account.policies).length > 0 ||
    lacksFullAccess(tree, account.policies);
  return ({ accounts }) => {
    let plain = 0;
    const shown = accounts.filter((account) => isNotable(account) || plain++ < samples);
    // A line that says "1 more" saves none.
    if (accounts.length - shown.length <= 1) return { shown: accounts, hidden: 0 };
    return { shown, hidden: accounts.length - shown.length };
  };
}
