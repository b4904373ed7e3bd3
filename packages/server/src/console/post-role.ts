/**
 * Switching to a role, and back. Source: IAM User Guide, "Switch from a user to an IAM role (console)": the original identity assumes, the
 * session is named for it, and lasts as long as the role allows or the user's own session does.
 */
import { type IdentifiedCaller, sessionCaller } from "@rolecall/access";
import type { AssumeRoleResponse } from "@rolecall/contracts/sts";
import { decodeClaims } from "@rolecall/credentials";
import { type AccountId, formatArn, isAccountId } from "@rolecall/names";
import { enterRole, findAccount, findSession, leaveRole } from "@rolecall/sign-in";
import type { AccountRecord } from "@rolecall/store";
import { answerJson, type JsonAnswer } from "./answers.ts";
import { failedCall } from "./call-operation.ts";
import { ConsoleError } from "./console-error.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { performAs } from "./perform.ts";
import { optionalText, readFields, requiredText } from "./read-body.ts";
import { showSession } from "./show-identity.ts";
import { exitedRole, switchedRole } from "./sign-in-events.ts";
import type { OriginalVisit } from "./visit.ts";

/** Characters of a display name, as on AWS's page. */
const DISPLAY_NAME_LENGTH = 64;
const COLOR_LENGTH = 32;
/** A session's name has two characters at least, and a user's may have one. */
const SHORTEST_SESSION_NAME = 2;

/** @throws ConsoleError, SignInRefusal */
export async function postRole(parts: ConsoleParts, visit: OriginalVisit): Promise<JsonAnswer> {
  const fields = readFields(visit.request.body);
  const asked = await findRoleAsked(parts, {
    account: requiredText(fields, "account"),
    roleName: requiredText(fields, "roleName"),
    ownAccountId: visit.session.original.accountId,
  });
  const shown = {
    displayName: boundedText(fields, "displayName", DISPLAY_NAME_LENGTH),
    color: boundedText(fields, "color", COLOR_LENGTH),
  };
  const { original, record } = visit.session;
  const isChained = original.kind === "roleSession";
  const performed = await performAs(parts, visit, {
    service: "sts",
    operation: "AssumeRole",
    input: {
      RoleArn: asked.arn,
      RoleSessionName: sessionNameOf(original),
      ...(!isChained &&
        asked.maxSessionSeconds !== undefined && { DurationSeconds: asked.maxSessionSeconds }),
    },
    caller: original,
    actsAs: "original",
  });
  if (performed.failure !== undefined) {
    if (asked.isOthersAlias && performed.denied !== undefined) throw notThatRole();
    return failedCall(performed, { service: "sts", request: visit.request });
  }
  const { claims, accessKeyId } = openedSession(parts, performed.output as AssumeRoleResponse);
  await enterRole(parts.signInParts, record, {
    accessKeyId,
    claims,
    roleName: asked.name,
    ...definedOf(shown),
  });
  const live = await findSession(parts.signInParts, visit);
  parts.audit.recordSignIn(switchedRole(parts, visit, { original: live.original, role: live.caller }));
  return answerJson(200, await showSession(parts.installation.store, live, visit.secret));
}

/** Back to who signed in, also where the role has ended. */
export async function deleteRole(parts: ConsoleParts, visit: OriginalVisit): Promise<JsonAnswer> {
  const { record } = visit.session;
  await leaveRole(parts.signInParts, record);
  const live = await findSession(parts.signInParts, visit);
  if (record.role !== undefined) {
    const { claims, accessKeyId } = record.role;
    parts.audit.recordSignIn(exitedRole(parts, visit, sessionCaller(decodeClaims(claims), accessKeyId)));
  }
  return answerJson(200, await showSession(parts.installation.store, live, visit.secret));
}

/** What the trusted token of a role's session says of it. */
function openedSession({ installation }: ConsoleParts, { Credentials }: AssumeRoleResponse) {
  const accessKeyId = Credentials?.AccessKeyId ?? "";
  const { sessions, keys } = installation;
  const opened = sessions.open(keys.ring, accessKeyId, Credentials?.SessionToken ?? "");
  if (opened === undefined) throw new Error("What AssumeRole has just sealed does not open.");
  return { accessKeyId, claims: opened.claims };
}

interface AskedRole {
  readonly arn: string;
  readonly name: string;
  /** Undefined where there is no such role: AssumeRole says so in its own words. */
  readonly maxSessionSeconds: number | undefined;
  readonly isOthersAlias: boolean;
}

interface Asking {
  readonly account: string;
  /** With its path before it, as AWS's form takes it. */
  readonly roleName: string;
  readonly ownAccountId: AccountId;
}

/** Of an account that is named by its id nothing is looked up here: AssumeRole answers the same where there is none. */
function findRoleAsked(
  { installation }: ConsoleParts,
  { account, roleName, ownAccountId }: Asking,
): Promise<AskedRole> {
  const slash = roleName.lastIndexOf("/");
  const name = roleName.slice(slash + 1);
  const path = `/${roleName.slice(0, slash + 1)}`.replace(/^\/+/, "/");
  return installation.store.read(async (tx) => {
    const digits = account.replace(/[\s-]/g, "");
    const isId = isAccountId(digits);
    const accountId = isId ? digits : requireAccount(await findAccount(tx, account)).id;
    const role = await tx.roles.byName(accountId, name);
    return {
      arn: formatArn("role", { accountId, path, name }),
      name: role?.name ?? name,
      maxSessionSeconds: role?.maxSessionSeconds,
      isOthersAlias: !isId && accountId !== ownAccountId,
    };
  });
}

function requireAccount(account: AccountRecord | undefined): AccountRecord {
  if (account !== undefined) return account;
  throw notThatRole();
}

/**
 * INVARIANT: which account has an alias, and whether any has, is told to who may become the role alone: AWS's denial would name the account's id,
 * and AWS's own page says no more than this.
 */
function notThatRole(): ConsoleError {
  return new ConsoleError(
    "RoleRefused",
    "You may not become that role: the account, the role's name, your permissions or the role's trust policy is not right. With the account's ID in place of its alias the reason is told.",
  );
}

/** A user's name, as AWS's console gives it; of who is somebody's session, the session's. */
function sessionNameOf(original: IdentifiedCaller): string {
  const name = original.kind === "user" ? original.userName : (original.session?.sessionName ?? "root");
  return name.length < SHORTEST_SESSION_NAME ? `${name}-console` : name;
}

function boundedText(
  fields: ReturnType<typeof readFields>,
  name: string,
  length: number,
): string | undefined {
  const text = optionalText(fields, name);
  if (text === undefined || text === "") return undefined;
  if (/\p{Cc}/u.test(text) || !text.isWellFormed())
    throw new ConsoleError("InvalidRequest", `"${name}" has characters that cannot be shown.`);
  if (text.length <= length) return text;
  throw new ConsoleError("InvalidRequest", `"${name}" has more than ${length} characters.`);
}

function definedOf({
  displayName,
  color,
}: {
  readonly displayName: string | undefined;
  readonly color: string | undefined;
}) {
  return { ...(displayName !== undefined && { displayName }), ...(color !== undefined && { color }) };
}
