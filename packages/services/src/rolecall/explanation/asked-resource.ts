/** What would be asked for: whose it is, its tags, and its own policy, as far as Rolecall knows them. */
import type { DirectoryRole, IdentifiedCaller, Requirement } from "@rolecall/access";
import { type AccountId, isAccountId, parseArn, splitArn, toAccountId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import { findRole } from "@rolecall/operations/role-session";
import { compilePolicy, compilePolicySet, type LayerName, parsePolicy } from "@rolecall/policy";
import type { ReadTransaction, Tag } from "@rolecall/store";
import { allowedToEveryUser } from "../../iam/account/password-self-service.ts";
import { placeOfCaller } from "../../organizations/access/caller-place.ts";
import { invalidInput } from "../error.ts";
import type { KnownKey } from "./asked-context.ts";

type Looking = Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "env">;

export interface AskedResource {
  readonly requirement: Requirement;
  /** Layers of which others may have policies that Rolecall does not have, or does not tell. */
  readonly notHeld: readonly LayerName[];
  /** The role of a trust question; absent for all others, and where the role is not there. */
  readonly trusting: DirectoryRole | undefined;
}

interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly given: ReadonlyMap<string, KnownKey>;
  /** The resource's own policy, where Rolecall has none of its kind. */
  readonly resourcePolicy: string | undefined;
  readonly principal: IdentifiedCaller;
}

/** What a role's trust policy decides. */
const TRUST_ACTIONS = /^sts:(?:AssumeRole|TagSession|SetSourceIdentity|SetContext)$/i;

/** The services whose resources have no policies but those that Rolecall holds. */
const OWN_SERVICES: ReadonlySet<string> = new Set([
  "iam",
  "sts",
  "account",
  "organizations",
  "rolesanywhere",
  "rolecall",
  "cloudtrail",
]);

/** @throws ValidationException where a policy is given for what has one here, or it is none */
export async function findResource(call: Looking, asked: Asked): Promise<AskedResource> {
  const { action, resource, resourcePolicy } = asked;
  const accountId = ownerOf(asked);
  const isReached = await isTold(call, accountId);
  const requirement = { action, resource, resourceAccountId: isReached ? accountId : call.caller.accountId };
  if (resourcePolicy !== undefined) {
    if (isOwnService(action))
      throw invalidInput("ResourcePolicy: Rolecall itself has the policies of what this action is about.");
    const given = { resourcePolicy: { set: readPolicy(resourcePolicy), required: /^kms:/i.test(action) } };
    const notHeld = isReached ? [] : (["resourceControl"] as const);
    const across = { action, resource, resourceAccountId: accountId, ...given };
    return { requirement: across, notHeld, trusting: undefined };
  }
  // Across accounts that are in no organization together nobody is told what the other's policies say.
  if (!isReached) return { requirement, notHeld: ["resource", "resourceControl"], trusting: undefined };
  if (TRUST_ACTIONS.test(action)) return findTrust(call, requirement);
  const tags = await tagsOf(call, resource);
  return {
    requirement: { ...requirement, ...(tags && { resourceTags: tags }), ...(await grantOf(call, asked)) },
    notHeld: isOwnService(action) && !(await isDelegable(call, asked)) ? [] : ["resource"],
    trusting: undefined,
  };
}

/** The ARN says it, or whoever asks, where ARNs of the service do not; all else is the caller's. */
function ownerOf({ resource, given, principal }: Asked): AccountId {
  const named = splitArn(resource)?.account ?? "";
  if (isAccountId(named)) return toAccountId(named);
  const value = given.get("aws:resourceaccount")?.value;
  return typeof value === "string" && isAccountId(value) ? toAccountId(value) : principal.accountId;
}

async function isTold({ tx, caller, env }: Looking, accountId: AccountId): Promise<boolean> {
  if (accountId === caller.accountId) return true;
  const [own, other] = [
    await env.directory.account(tx, caller.accountId),
    await env.directory.account(tx, accountId),
  ];
  const organizationId = own?.place?.organizationId;
  return organizationId !== undefined && organizationId === other?.place?.organizationId;
}

function isOwnService(action: string): boolean {
  return OWN_SERVICES.has(action.slice(0, action.indexOf(":")).toLowerCase());
}

/** What an organization's delegation policy says to a member is asked by Organizations itself. */
async function isDelegable(call: Looking, { action }: Asked): Promise<boolean> {
  if (!/^organizations:/i.test(action)) return false;
  return (await placeOfCaller(call))?.isManagement === false;
}

function readPolicy(text: string) {
  const parsed = parsePolicy(text, "resource");
  if (parsed.ok) return compilePolicySet([compilePolicy(parsed.policy)]);
  throw invalidInput(`ResourcePolicy: ${parsed.findings[0]?.message ?? "It is no policy."}`);
}

async function findTrust(call: Looking, requirement: Requirement): Promise<AskedResource> {
  if (parseArn("role", requirement.resource) === undefined)
    throw invalidInput("Resource: It has to be the ARN of a role, which is what is assumed.");
  const { role } = await findRole(call, requirement.resource);
  const resourcePolicy = { set: role?.trust ?? compilePolicySet([]), required: true };
  const tags = role && { resourceTags: role.record.tags };
  return { requirement: { ...requirement, ...tags, resourcePolicy }, notHeld: [], trusting: role };
}

/** Of what IAM has with tags; undefined of all else. */
async function tagsOf({ tx }: Looking, resource: string): Promise<readonly Tag[] | undefined> {
  const user = parseArn("user", resource);
  if (user !== undefined) return (await tx.users.byName(user.accountId, user.name))?.tags;
  const role = parseArn("role", resource);
  if (role !== undefined) return (await tx.roles.byName(role.accountId, role.name))?.tags;
  const policy = parseArn("policy", resource);
  return policy && (await tx.policies.byName(policy.accountId, policy.name))?.tags;
}

/** What IAM itself grants to every user where the account says so. */
async function grantOf(
  { tx }: Looking,
  { action, principal }: Asked,
): Promise<Pick<Requirement, "resourcePolicy">> {
  if (!/^iam:(?:ChangePassword|GetAccountPasswordPolicy)$/i.test(action)) return {};
  const account = await tx.accounts.byId(principal.accountId);
  return allowedToEveryUser(principal, account?.passwordPolicy);
}
