/** How large an installation is, and who is in which of its accounts. */

export interface Size {
  readonly accounts: number;
  readonly users: number;
  readonly roles: number;
  /** Users of the first account; the others share the rest out between them. */
  readonly usersOfFirst: number;
  /** Users of each account that have an access key; of the first some hundreds, of the small installation all. */
  readonly keysPerAccount: number;
  readonly keysOfFirst: number;
}

/** A thousand users, all of whom sign. */
export const SMALL: Size = {
  accounts: 10,
  users: 1_000,
  roles: 250,
  usersOfFirst: 460,
  keysPerAccount: 60,
  keysOfFirst: 460,
};

/** A million users and roles. */
export const LARGE: Size = {
  accounts: 10_000,
  users: 800_000,
  roles: 200_000,
  usersOfFirst: 5_000,
  keysPerAccount: 10,
  keysOfFirst: 500,
};

/** To see that it works. */
export const QUICK_LARGE: Size = { ...LARGE, accounts: 200, users: 20_000, roles: 5_000 };

/** Where a user is: the first account's come first, then one of each other account, and again. */
export function placeOfUser(
  { usersOfFirst, accounts }: Size,
  user: number,
): { account: number; nth: number } {
  if (user < usersOfFirst) return { account: 0, nth: user };
  const others = accounts - 1;
  const beyond = user - usersOfFirst;
  return { account: 1 + (beyond % others), nth: Math.floor(beyond / others) };
}

export function hasKey(size: Size, user: number): boolean {
  const { account, nth } = placeOfUser(size, user);
  return nth < (account === 0 ? size.keysOfFirst : size.keysPerAccount);
}

/** Of each account as many, one of each and again. */
export const rolesPerAccount = ({ roles, accounts }: Size): number => Math.floor(roles / accounts);
