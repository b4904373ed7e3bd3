import { SERVICE_LINKED_PATH } from "@rolecall/access";
import { type AccountId, formatArn, isAccountId, parseArn, splitArn } from "@rolecall/names";
import { principalContext, type RequestPrincipal } from "@rolecall/policy";
import { Mistake } from "../../mistake.ts";

/** Ids that are not known are made up; `--context aws:userid=…` says what a policy's variables shall see. */
const SESSION_NAME = "session";

/** The principal that a text names; undefined where it is not of the form. */
type Reader = (text: string) => RequestPrincipal | undefined;

/** The forms in which a principal can be named, in the order in which they are tried. ARNs may be of any partition. */
const READERS: readonly Reader[] = [
  readAccount,
  readUser,
  readRole,
  readRoleSession,
  readFederatedUser,
  readProvider,
  (text) =>
    /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com$/.test(text)
      ? { kind: "service", service: text }
      : undefined,
  (text) => (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text) ? { kind: "federated", provider: text } : undefined),
  (text) => (text === "*" || text === "anonymous" ? { kind: "anonymous" } : undefined),
];

function readAccount(text: string): RequestPrincipal | undefined {
  const accountId = isAccountId(text) ? text : parseArn("root", text, "any")?.accountId;
  if (accountId === undefined) return undefined;
  return { kind: "root", accountId, arn: formatArn("root", { accountId }) };
}

function readUser(arn: string): RequestPrincipal | undefined {
  const user = parseArn("user", arn, "any");
  return user && { kind: "user", accountId: user.accountId, arn, id: "AIDAUNKNOWN" };
}

function readRole(roleArn: string): RequestPrincipal | undefined {
  const role = parseArn("role", roleArn, "any");
  return role && makeSession({ ...role, sessionName: SESSION_NAME, roleArn });
}

function readRoleSession(text: string): RequestPrincipal | undefined {
  const session = parseArn("assumed-role", text, "any");
  if (session === undefined) return undefined;
  const role = { accountId: session.accountId, path: "/", name: session.name };
  return makeSession({ ...session, roleArn: formatArn("role", role, splitArn(text)?.partition) });
}

function readFederatedUser(arn: string): RequestPrincipal | undefined {
  const user = parseArn("federated-user", arn, "any");
  if (user === undefined) return undefined;
  const { accountId, name } = user;
  return { kind: "federatedUser", accountId, arn, id: `${accountId}:${name}` };
}

function readProvider(text: string): RequestPrincipal | undefined {
  const provider = parseArn("oidc-provider", text, "any") ?? parseArn("saml-provider", text, "any");
  return provider && { kind: "federated", provider: text };
}

/** @throws Mistake where the text names no principal. */
export function parsePrincipal(text: string): RequestPrincipal {
  for (const read of READERS) {
    const principal = read(text);
    if (principal !== undefined) return principal;
  }
  throw new Mistake(
    `"${text}" is no principal: use the ARN of a user, role, session or account, an account id, a service, or anonymous.`,
  );
}

interface SessionFacts {
  readonly accountId: AccountId;
  readonly name: string;
  readonly sessionName: string;
  readonly roleArn: string;
}

function makeSession({ accountId, name, sessionName, roleArn }: SessionFacts): RequestPrincipal {
  return {
    kind: "roleSession",
    accountId,
    arn: formatArn("assumed-role", { accountId, name, sessionName }, splitArn(roleArn)?.partition),
    id: `AROAUNKNOWN:${sessionName}`,
    roleArn,
    roleId: "AROAUNKNOWN",
    serviceLinked: parseArn("role", roleArn, "any")?.path.startsWith(SERVICE_LINKED_PATH) ?? false,
  };
}

/** The condition keys that follow from what is known of the principal: ids that were made up are left out. */
export function knownContext(principal: RequestPrincipal): Readonly<Record<string, string>> {
  const { "aws:userid": userId, ...known } = principalContext(principal);
  const isMadeUp = principal.kind === "user" || principal.kind === "roleSession";
  return isMadeUp || userId === undefined ? known : { ...known, "aws:userid": userId };
}
