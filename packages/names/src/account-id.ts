/** Twelve digits. */
export type AccountId = string & { readonly __brand: "AccountId" };

const FORM = /^\d{12}$/;

export function isAccountId(text: string): text is AccountId {
  return FORM.test(text);
}

/** For text that was checked before. @throws RangeError where it is no account id after all: a bug. */
export function toAccountId(text: string): AccountId {
  if (!isAccountId(text)) throw new RangeError(`"${text}" is no account id: it has twelve digits.`);
  return text;
}

/** Stands for an account in what belongs to the installation itself. Whoever is known by it is in none. */
export const INSTALLATION_ACCOUNT: AccountId = toAccountId("000000000000");
