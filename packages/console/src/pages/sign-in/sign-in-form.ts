/** What is written into the form of step 1. */
export interface SignInForm {
  readonly kind: "user" | "root";
  readonly account: string;
  readonly user: string;
  readonly email: string;
  readonly password: string;
}

/** What the form proves with; an account's id may be written with dashes and blanks. */
export function toCredentials({ kind, account, user, email, password }: SignInForm) {
  if (kind === "root") return { email: email.trim(), password };
  const digits = account.replaceAll(/[-\s]/g, "");
  return { account: /^\d{12}$/.test(digits) ? digits : account.trim(), user: user.trim(), password };
}
