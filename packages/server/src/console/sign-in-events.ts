/** What is recorded of signing in and of switching roles. */
import type { IdentifiedCaller } from "@rolecall/access";
import { formatArn } from "@rolecall/names";
import type { About, Principal, SignedIn, SignInRefusal } from "@rolecall/sign-in";
import { HIDDEN_NAME, type SignInEvent } from "../audit/sign-in-event.ts";
import type { ConsoleParts } from "./console-parts.ts";
import type { Visit } from "./visit.ts";

type Identity = SignInEvent["identity"];

export function consoleLogin(
  { installation }: Pick<ConsoleParts, "installation">,
  { origin, now }: Visit,
  { proven: { principal, proofs } }: SignedIn,
): SignInEvent {
  const device = proofs.find((proof) => proof.kind === "mfaDevice");
  return {
    name: "ConsoleLogin",
    isProven: true,
    identity: identityOf(principal),
    accountId: principal.account.id,
    origin,
    now,
    additional: { ...loginTo(installation), MFAIdentifier: device?.serialNumber, MFAUsed: yesNo(device) },
  };
}

/** Who signed in by a session that it brought. */
export function heldLogin(
  { installation }: Pick<ConsoleParts, "installation">,
  { origin, now }: Visit,
  caller: IdentifiedCaller,
): SignInEvent {
  const isMfa = caller.session?.mfaAuthenticatedAtSeconds !== undefined;
  return {
    name: "ConsoleLogin",
    isProven: true,
    identity: heldIdentity(caller),
    accountId: caller.accountId,
    origin,
    now,
    additional: { ...loginTo(installation), MFAUsed: isMfa ? "Yes" : "No" },
  };
}

export function heldIdentity({ kind, userId, arn, accountId, accessKeyId }: IdentifiedCaller): Identity {
  const type =
    kind === "roleSession" ? "AssumedRole" : kind === "federatedUser" ? "FederatedUser" : "IAMUser";
  return { type, principalId: userId, arn, accountId, accessKeyId };
}

/** Undefined for what CloudTrail has no event of. */
export function refusedLogin(
  { installation }: Pick<ConsoleParts, "installation">,
  { origin, now }: Visit,
  { code, about }: SignInRefusal,
): SignInEvent {
  const { principal } = about;
  const common = {
    identity: principal === undefined ? unknownIdentity(about) : identityOf(principal),
    accountId: about.accountId,
    // Who knew the password is known.
    isProven: code !== "SignInRefused",
    origin,
    now,
  };
  if (code === "MfaRequired")
    return { ...common, name: "CheckMfa", additional: { MfaType: mfaTypeOf(principal) } };
  return {
    ...common,
    name: "ConsoleLogin",
    errorMessage: errorMessageOf(code, about),
    additional: { ...loginTo(installation), MFAUsed: code === "MfaRefused" ? "Yes" : "No" },
  };
}

function errorMessageOf(code: SignInRefusal["code"], { principal, accountId }: About): string {
  if (code === "NewPasswordRequired" || code === "NewPasswordRefused") return "A new password is required";
  if (code === "PasswordExpired") return "The password has expired";
  return principal === undefined && accountId !== undefined
    ? "No username found in supplied account"
    : "Failed authentication";
}

export function switchedRole(
  { installation }: Pick<ConsoleParts, "installation">,
  visit: Visit,
  { original, role }: { readonly original: IdentifiedCaller; readonly role: IdentifiedCaller },
): SignInEvent {
  const additional = { SwitchFrom: original.arn, RedirectTo: consoleUrl(installation) };
  return { ...ofRole(visit, role), name: "SwitchRole", additional };
}

/** Back from a role. Of the event its name is known, and what it answers; its additional data is ours. */
export function exitedRole(
  { installation }: Pick<ConsoleParts, "installation">,
  visit: Visit,
  role: IdentifiedCaller,
): SignInEvent {
  return { ...ofRole(visit, role), name: "ExitRole", additional: { RedirectTo: consoleUrl(installation) } };
}

function ofRole({ origin, now }: Visit, { userId, arn, accountId }: IdentifiedCaller) {
  const identity = { type: "AssumedRole", principalId: userId, arn, accountId };
  return { isProven: true, identity, accountId, origin, now };
}

function identityOf(principal: Principal): Identity {
  const accountId = principal.account.id;
  if (principal.kind === "root") {
    const arn = formatArn("root", { accountId });
    return { type: "Root", principalId: accountId, arn, accountId, accessKeyId: "" };
  }
  const { id, name } = principal.user;
  return {
    type: "IAMUser",
    principalId: id,
    arn: formatArn("user", principal.user),
    accountId,
    userName: name,
  };
}

/** INVARIANT: a name that nobody has is not recorded: people type passwords where names belong. */
function unknownIdentity({ accountId }: About): Identity {
  return { type: "IAMUser", accountId, accessKeyId: "", userName: HIDDEN_NAME };
}

const MFA_TYPES = { virtual: "Virtual MFA", hardware: "Hardware MFA", securityKey: "U2F MFA" } as const;

function mfaTypeOf(principal: Principal | undefined): string | undefined {
  const [device] = principal?.devices ?? [];
  return device && MFA_TYPES[device.kind];
}

function loginTo(installation: ConsoleParts["installation"]) {
  return { LoginTo: consoleUrl(installation), MobileVersion: "No" };
}

function consoleUrl({ publicUrl }: ConsoleParts["installation"]): string {
  return `${publicUrl}/console/`;
}

function yesNo(found: unknown): string {
  return found === undefined ? "No" : "Yes";
}
