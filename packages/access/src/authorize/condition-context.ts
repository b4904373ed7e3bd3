import type { SessionClaims } from "@rolecall/credentials";
import type { ContextValue, RequestContext } from "@rolecall/policy";
import type { EpochMilliseconds, Tag } from "@rolecall/store";
import { type Caller, isIdentified, serviceOf } from "../caller/caller.ts";
import type { Places } from "./guardrail-layers.ts";
import type { RequestFacts } from "./request-facts.ts";
import type { Requirement } from "./requirement.ts";

/** Everything that a condition key can be answered from. */
export interface ConditionFacts {
  readonly caller: Caller;
  readonly request: RequestFacts;
  readonly now: EpochMilliseconds;
  readonly requirement: Requirement;
  /** By lower-case key. */
  readonly principalTags: ReadonlyMap<string, string>;
  /** Where the caller's account is in its organization, and that of the resource in its own. */
  readonly places: Places;
}

type Resolver = (facts: ConditionFacts) => ContextValue | undefined;

const text = (value: boolean) => (value ? "true" : "false");
/** Who is known by a key or session; undefined for who is not. */
const identified = ({ caller }: ConditionFacts) => (isIdentified(caller) ? caller : undefined);
const session = (facts: ConditionFacts) => identified(facts)?.session;
const delivery = (facts: ConditionFacts) => session(facts)?.deliveryKeys;

/** The bearer of a token or assertion that has no role yet counts as a user (recorded). The page knows no type of services. */
const PRINCIPAL_TYPES = {
  root: "Account",
  user: "User",
  roleSession: "AssumedRole",
  federatedUser: "FederatedUser",
  anonymous: "Anonymous",
  federated: "User",
  service: undefined,
  serviceSession: undefined,
} as const satisfies Record<Caller["kind"], string | undefined>;

const service = ({ caller }: ConditionFacts) => serviceOf(caller);
/** The services by which a principal's request was passed on. */
const calledVia = (facts: ConditionFacts) => session(facts)?.forwarded?.services;

/**
 * The global condition keys, a row each, by lower-case name. A key without a row is absent.
 * Source: IAM User Guide, "AWS global condition context keys".
 */
const GLOBAL_KEYS: ReadonlyMap<string, Resolver> = new Map<string, Resolver>([
  ["aws:principalarn", ({ caller }) => principalArn(caller)],
  ["aws:principalaccount", (facts) => principalAccount(facts)],
  ["aws:principalorgid", ({ places }) => places.principalPlace?.organizationId],
  ["aws:principalorgpaths", ({ places }) => places.principalPlace?.paths],
  ["aws:principaltype", ({ caller }) => PRINCIPAL_TYPES[caller.kind]],
  ["aws:assumedroot", (facts) => (session(facts)?.kind === "assumedRoot" ? "true" : undefined)],
  ["aws:principalisawsservice", (facts) => text(service(facts) !== undefined)],
  ["aws:principalservicename", (facts) => service(facts)?.service],
  // AWS's services have names by region besides; those of an installation have one.
  ["aws:principalservicenameslist", (facts) => listOf(service(facts)?.service)],
  ["aws:sourcearn", (facts) => service(facts)?.source?.arn],
  ["aws:sourceaccount", (facts) => service(facts)?.source?.accountId],
  ["aws:sourceorgid", ({ places }) => places.sourcePlace?.organizationId],
  ["aws:sourceorgpaths", ({ places }) => places.sourcePlace?.paths],
  ["aws:userid", ({ caller }) => userId(caller)],
  ["aws:username", ({ caller }) => (caller.kind === "user" ? caller.userName : undefined)],
  ["aws:currenttime", ({ now }) => new Date(now).toISOString()],
  ["aws:epochtime", ({ now }) => String(Math.floor(now / 1000))],
  ["aws:securetransport", ({ request }) => text(request.isSecureTransport)],
  ["aws:sourceip", ({ request }) => request.sourceIp],
  ["aws:useragent", ({ request }) => request.userAgent],
  ["aws:requestedregion", ({ request }) => request.region],
  ["aws:viaawsservice", (facts) => text(calledVia(facts) !== undefined)],
  ["aws:calledvia", (facts) => calledVia(facts)],
  ["aws:calledviafirst", (facts) => calledVia(facts)?.at(0)],
  ["aws:calledvialast", (facts) => calledVia(facts)?.at(-1)],
  ["aws:resourceaccount", ({ requirement, caller }) => resourceAccountId(requirement, caller)],
  // The owner's organization, whether or not it has resource control policies (recorded).
  ["aws:resourceorgid", ({ places }) => places.resourcePlace?.organizationId],
  ["aws:resourceorgpaths", ({ places }) => places.resourcePlace?.paths],
  ["aws:tokenissuetime", (facts) => isoSeconds(ownSession(facts)?.issuedAtSeconds)],
  ["aws:multifactorauthpresent", (facts) => mfaPresent(facts)],
  ["aws:multifactorauthage", (facts) => mfaAge(facts)],
  ["aws:sourceidentity", (facts) => session(facts)?.sourceIdentity],
  [
    "aws:federatedprovider",
    (facts) =>
      facts.caller.kind === "federated" ? facts.caller.provider : session(facts)?.federatedProvider,
  ],
  ["aws:ec2instancesourcevpc", (facts) => delivery(facts)?.["aws:ec2instancesourcevpc"]],
  ["aws:ec2instancesourceprivateipv4", (facts) => delivery(facts)?.["aws:ec2instancesourceprivateipv4"]],
  ["aws:tagkeys", ({ requirement }) => tagKeys(requirement)],
]);

/** In lower case; those with a tag's key in them, which have no end, stand apart. */
export const GLOBAL_KEY_NAMES: readonly string[] = [...GLOBAL_KEYS.keys()];

const OF_PERMISSION: ReadonlySet<string> = new Set([
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
  "aws:tagkeys",
]);

/** Whether a global key is about one permission of several that a request can need, and not about the request. */
export function ofPermission(key: string): boolean {
  return OF_PERMISSION.has(key);
}

type TagResolver = (facts: ConditionFacts, tagKey: string) => string | undefined;

/** Keys that carry a tag's key behind the slash. */
const TAG_KEYS: ReadonlyMap<string, TagResolver> = new Map<string, TagResolver>([
  ["aws:principaltag", (facts, key) => facts.principalTags.get(key)],
  ["aws:requesttag", ({ requirement }, key) => tagValue(requirement.requestTags, key)],
  ["aws:resourcetag", ({ requirement }, key) => tagValue(requirement.resourceTags, key)],
  ["iam:resourcetag", ({ requirement }, key) => tagValue(requirement.resourceTags, key)],
]);

/** Answers condition keys when they are asked, not before. */
export function conditionContext(facts: ConditionFacts): RequestContext {
  return {
    get(key) {
      const own = facts.requirement.context?.get(key);
      if (own !== undefined) return own;
      const resolve = GLOBAL_KEYS.get(key);
      if (resolve !== undefined) return resolve(facts);
      const slash = key.indexOf("/");
      const resolveTag = slash < 0 ? undefined : TAG_KEYS.get(key.slice(0, slash));
      if (resolveTag !== undefined) return resolveTag(facts, key.slice(slash + 1));
      return claimOf(facts.caller, key);
    },
  };
}

/**
 * Of who brought a token or assertion, and later of the session that came of it. INVARIANT: no provider's claim can pass for a key of
 * AWS's.
 */
function claimOf(caller: Caller, key: string): ContextValue | undefined {
  if (key.startsWith("aws:")) return undefined;
  if (caller.kind === "federated") return caller.claims.get(key);
  if (!isIdentified(caller)) return undefined;
  // What Rolecall itself knows of where the session was handed out stands before what a provider says.
  return deliveryKey(caller.session, key) ?? caller.session?.providerKeys?.[key];
}

function deliveryKey(claims: SessionClaims | undefined, key: string): string | undefined {
  const keys: Readonly<Record<string, string | undefined>> | undefined = claims?.deliveryKeys;
  return keys !== undefined && Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** Who has no role yet is of the role's account (recorded). */
function principalAccount({ caller, requirement }: ConditionFacts): string | undefined {
  if (caller.kind === "federated") return requirement.resourceAccountId;
  return isIdentified(caller) && serviceOf(caller) === undefined ? caller.accountId : undefined;
}

/**
 * Of who has no role yet it begins with the provider and a colon, and does not tell the subject (recorded); what stands behind is not
 * known.
 */
function userId(caller: Caller): string | undefined {
  if (serviceOf(caller) !== undefined) return undefined;
  if (caller.kind === "federated") return `${caller.provider}:`;
  return isIdentified(caller) ? caller.userId : "anonymous";
}

function listOf(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}

export function resourceAccountId(requirement: Requirement, caller: Caller): string {
  return requirement.resourceAccountId ?? (isIdentified(caller) ? caller.accountId : "");
}

/**
 * The session that the principal has; undefined for a service, and for a key that lasts, also where a service was passed on a request that
 * was signed with it.
 */
function ownSession(facts: ConditionFacts): SessionClaims | undefined {
  const claims = session(facts);
  return claims?.kind === "service" || claims?.kind === "longTermKey" ? undefined : claims;
}

/** A role session's `aws:PrincipalArn` is the role's. */
function principalArn(caller: Caller): string | undefined {
  if (!isIdentified(caller) || serviceOf(caller) !== undefined) return undefined;
  return caller.kind === "roleSession" ? caller.roleArn : caller.arn;
}

function isoSeconds(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
}

/**
 * Absent for long-term keys, for federated users, and for who came by a token or an assertion.
 * Source: IAM User Guide, "AWS global condition context keys", aws:MultiFactorAuthPresent.
 */
function mfaPresent(facts: ConditionFacts): string | undefined {
  const claims = ownSession(facts);
  if (claims === undefined || claims.kind === "federatedUser" || claims.federatedProvider !== undefined)
    return undefined;
  return text(claims.mfaAuthenticatedAtSeconds !== undefined);
}

function mfaAge(facts: ConditionFacts): string | undefined {
  const at = session(facts)?.mfaAuthenticatedAtSeconds;
  return at === undefined ? undefined : String(Math.max(0, Math.floor(facts.now / 1000) - at));
}

/** Absent where none are sent: a list without values would count as there. */
function tagKeys({ requestTags, requestTagKeys }: Requirement): readonly string[] | undefined {
  const keys = requestTagKeys ?? requestTags?.map((tag) => tag.key);
  return keys?.length === 0 ? undefined : keys;
}

/** Tag keys compare without regard to case in condition keys. Of a key that comes twice the last value counts (recorded). */
function tagValue(tags: readonly Tag[] | undefined, lowerCaseKey: string): string | undefined {
  return tags?.findLast((tag) => tag.key.toLowerCase() === lowerCaseKey)?.value;
}
