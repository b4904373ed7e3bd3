const KEY = "rolecall.account";

/** The account that was signed in to on this device, where its person wanted it kept. */
export function readRememberedAccount(): string {
  return localStorage.getItem(KEY) ?? "";
}

export function rememberAccount(account: string, isWanted: boolean): void {
  if (isWanted) localStorage.setItem(KEY, account);
  else localStorage.removeItem(KEY);
}
