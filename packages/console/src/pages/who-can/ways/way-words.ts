/** What stands in the picture and the list, in words. */
import { formatAccountId } from "../../../patterns/account-id.ts";
import type { Who } from "./bundle-ways.ts";
import type { WayState, WayStep } from "./way.ts";

/** So many of several are named. */
const NAMED_MAX = 3;

/** The last part of an ARN, or what is no ARN as it is. */
export function shortName(name: string): string {
  if (name === "*") return "Everybody";
  const resource = name.startsWith("arn:") ? name.split(":").slice(5).join(":") : name;
  if (resource === "root") return formatAccountId(name.split(":")[4] ?? "");
  const parts = resource.split("/");
  // A provider's name may have slashes; a path of a user or role is not its name.
  return resource.startsWith("oidc-provider/") ? parts.slice(1).join("/") : (parts.at(-1) ?? resource);
}

/** `ana, bela, chiara`, `1,204 users`. */
export function whoName({ kind, principals }: Who): string {
  if (principals.length <= NAMED_MAX) return principals.map(shortName).join(", ");
  return `${principals.length.toLocaleString("en")} ${PLURALS[kind] ?? kind}`;
}

const SINGULARS: Readonly<Record<string, string>> = {
  user: "user",
  role: "role",
  root: "root user",
  service: "service",
  account: "account that is not looked at",
  outsider: "of an account that is not looked at",
  everyone: "of any account",
};

const PLURALS: Readonly<Record<string, string>> = {
  user: "users",
  role: "roles",
  root: "root users",
  service: "services",
  provider: "providers",
  account: "accounts that are not looked at",
  outsider: "principals of accounts that are not looked at",
  everyone: "principals of any account",
};

/** `user in 4444-5555-6666`, `users of group Readers`. */
export function whoKind({ kind, accountId, principals, groupArn }: Who, ownAccountId: string): string {
  const [first = ""] = principals;
  const noun = (principals.length === 1 ? singular(kind, first) : PLURALS[kind]) ?? kind;
  const ofGroup = groupArn === undefined ? "" : ` of group ${shortName(groupArn)}`;
  return `${noun}${ofGroup}${inAccount(kind, accountId, ownAccountId)}`;
}

function singular(kind: string, name: string): string | undefined {
  if (kind === "provider") return name.includes(":saml-provider/") ? "SAML provider" : "OIDC provider";
  return SINGULARS[kind];
}

function inAccount(kind: string, accountId: string | undefined, ownAccountId: string): string {
  const isInside = kind === "user" || kind === "role" || kind === "root";
  return isInside && accountId !== undefined && accountId !== ownAccountId
    ? ` in ${formatAccountId(accountId)}`
    : "";
}

/** `role`, `role in 4444-5555-6666`, `service`. */
export function stopKindWords(name: string, ownAccountId: string): string {
  if (!name.startsWith("arn:")) return "service that is given the role";
  return `role${inAccount("role", name.split(":")[4], ownAccountId)}`;
}

/** What a condition key asks for, in a few words; others by the key itself. */
const NEEDS: Readonly<Record<string, string>> = {
  "aws:multifactorauthpresent": "MFA",
  "aws:multifactorauthage": "recent MFA",
  "sts:externalid": "an external ID",
  "sts:rolesessionname": "a session name",
  "sts:sourceidentity": "a source identity",
  "aws:sourceip": "a source address",
  "aws:sourcevpc": "a VPC",
  "aws:sourcevpce": "a VPC endpoint",
  "aws:requestedregion": "a region",
  "aws:currenttime": "a time",
  "aws:securetransport": "TLS",
};

export function needWords(key: string): string {
  return NEEDS[key.toLowerCase()] ?? key;
}

/** Of a policy layer, as sentences name it. */
const LAYERS: Readonly<Record<string, string>> = {
  resourceControl: "resource control policy",
  serviceControl: "service control policy",
  endpoint: "VPC endpoint policy",
  resource: "resource policy",
  boundary: "boundary",
  session: "session policy",
  identity: "identity policy",
};

/** @param action of the step: of a role that is assumed the resource's policy is its trust policy */
export function layerWords(layer: string | undefined, action = ""): string {
  if (layer === "resource" && action.startsWith("sts:AssumeRole")) return "trust policy";
  return LAYERS[layer ?? ""] ?? "a policy";
}

interface Stated {
  readonly state: WayState;
  readonly needs: readonly string[];
  readonly stoppedBy: string | undefined;
  readonly steps: readonly WayStep[];
}

/** `Open`, `Needs MFA`, `Stopped by boundary`. */
export function stateWords({ state, needs, stoppedBy, steps }: Stated): string {
  if (state === "open") return "Open";
  if (state === "needs") return `Needs ${needs.map(needWords).join(" and ")}`;
  const { Action } = steps.find((step) => step.State === "stopped") ?? { Action: "" };
  return `Stopped by ${layerWords(stoppedBy, Action)}`;
}

/** What stands on a line of the picture: `◇ MFA`, `✕ boundary`, or by what it goes. */
export function linkWords({ State, Needs, StoppedBy, Action }: WayStep, by: string | undefined): string {
  if (State === "needs") return `◇ ${Needs.map(needWords).join(", ")}`;
  if (State === "stopped") return `✕ ${layerWords(StoppedBy, Action)}`;
  if (by !== undefined) return by.startsWith("arn:") ? `group ${shortName(by)}` : `could give itself: ${by}`;
  return "";
}
