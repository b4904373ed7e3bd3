/**
 * Members that are secret although AWS's models do not say so. INVARIANT: their values stand in no record and no message,
 * whatever is wrong with them: a one-time code of seven digits is one of six that was mistyped.
 */
const SECRET_MEMBERS: ReadonlySet<string> = new Set([
  "AuthenticationCode1",
  "AuthenticationCode2",
  "ContextAssertion",
  "NewPassword",
  "OldPassword",
  "Password",
  "SAMLAssertion",
  "SecretAccessKey",
  "SessionToken",
  "TokenCode",
  "WebIdentityToken",
  "code",
  "deviceCode",
  "userCode",
]);

/** Whether a member of this name, as the contract spells it, holds a secret, whatever its shape says. */
export function isSecretMember(name: string): boolean {
  return SECRET_MEMBERS.has(name);
}
