/**
 * What is known of a request that nobody has made yet, key by key; all else is unknown. Source: IAM User Guide, "AWS global condition
 * context keys" and "IAM and AWS STS condition context keys".
 */
import {
  type ContextValue,
  type PartialContext,
  principalContext,
  type RequestContext,
  recordContext,
  UNKNOWN,
} from "@rolecall/policy";
import type { SnapshotPlace } from "../installation/installation.ts";
import type { Node } from "../installation/node.ts";
import { type Actor, principalOf } from "./actor.ts";
import type { Subject } from "./subject.ts";

type Fact = ContextValue | undefined | typeof UNKNOWN;

/** The facts of one request. */
export interface ConditionFacts extends PartialContext {
  /** Something was asked that tells one principal from others that have the same policies. */
  readonly wasPersonal: boolean;
}

interface Ground {
  readonly actor: Actor;
  readonly subject: Subject;
  readonly now: number;
}

type Resolver = (ground: Ground) => Fact;

const place = ({ actor: { node } }: Ground): SnapshotPlace | undefined | typeof UNKNOWN =>
  "account" in node ? node.account.place : isOutside(node) ? UNKNOWN : undefined;
const ofPlace = (ground: Ground, read: (found: SnapshotPlace) => ContextValue): Fact => {
  const found = place(ground);
  return found === UNKNOWN || found === undefined ? found : read(found);
};
/** Of accounts that are not looked at nothing is known but that they are there. */
const isOutside = ({ kind }: Node) => kind === "account" || kind === "outsider" || kind === "everyone";
const isService = ({ actor }: Ground) => actor.node.kind === "service";
const ofService =
  (fact: Fact): Resolver =>
  (ground) =>
    isService(ground) ? fact : undefined;

const owner = ({ subject, actor: { node } }: Ground) =>
  subject.accountId ?? ("account" in node ? node.account.id : undefined);
const ownerPlace = (ground: Ground): SnapshotPlace | undefined | typeof UNKNOWN => {
  const { subject, actor } = ground;
  if (subject.account !== undefined) return subject.account.place;
  if (subject.accountId !== undefined) return UNKNOWN;
  return "account" in actor.node ? actor.node.account.place : UNKNOWN;
};
const ofOwnerPlace = (ground: Ground, read: (found: SnapshotPlace) => ContextValue): Fact => {
  const found = ownerPlace(ground);
  return found === UNKNOWN || found === undefined ? found : read(found);
};

/** What a session knows of how it began. Users who ask by themselves may have shown a code or not. */
const mfa = ({ actor: { node, origin } }: Ground): Fact => {
  if (node.kind === "service" || node.kind === "provider") return undefined;
  if (node.kind !== "role") return UNKNOWN;
  return origin === "session" ? "false" : origin === "token" ? undefined : UNKNOWN;
};
const mfaAge = (ground: Ground): Fact => (mfa(ground) === UNKNOWN ? UNKNOWN : undefined);
const isToken = ({ actor: { node, origin } }: Ground) =>
  node.kind === "provider" || (node.kind === "role" && (origin === "token" || origin === "any"));
const federatedProvider = (ground: Ground): Fact => {
  const { node } = ground.actor;
  if (node.kind === "provider") return node.name;
  return isToken(ground) || isOutside(node) ? UNKNOWN : undefined;
};
const ofSession: Resolver = ({ actor: { node } }) =>
  node.kind === "role" || isOutside(node) ? UNKNOWN : undefined;
/** Tags, a source identity: what a role lets nobody give to its sessions, none of them has. */
const requestTags: Resolver = ({ subject: { isAssuming, entity } }) =>
  isAssuming && entity?.kind === "role" && !entity.takesTags ? undefined : UNKNOWN;
const tokenIssueTime: Resolver = ({ actor: { node }, now }) =>
  node.kind === "role" ? new Date(now).toISOString() : isOutside(node) ? UNKNOWN : undefined;
/** Roles are assumed by who asks, never by a service in somebody's name. */
const onlyDirectly =
  (fact: Fact): Resolver =>
  ({ subject }) =>
    subject.isAssuming ? fact : UNKNOWN;

/** By lower-case key. A key that is not here is the request's own. */
const KEYS: ReadonlyMap<string, Resolver> = new Map<string, Resolver>([
  ["aws:principalorgid", (ground) => ofPlace(ground, ({ organizationId }) => organizationId)],
  ["aws:principalorgpaths", (ground) => ofPlace(ground, ({ path }) => [path])],
  ["aws:assumedroot", () => undefined],
  ["aws:principalservicename", (ground) => (isService(ground) ? principalName(ground) : undefined)],
  ["aws:principalservicenameslist", (ground) => (isService(ground) ? [principalName(ground)] : undefined)],
  ["aws:sourcearn", ofService(UNKNOWN)],
  ["aws:sourceaccount", ofService(UNKNOWN)],
  ["aws:sourceorgid", ofService(UNKNOWN)],
  ["aws:sourceorgpaths", ofService(UNKNOWN)],
  ["aws:resourceaccount", (ground) => owner(ground) ?? UNKNOWN],
  ["aws:resourceorgid", (ground) => ofOwnerPlace(ground, ({ organizationId }) => organizationId)],
  ["aws:resourceorgpaths", (ground) => ofOwnerPlace(ground, ({ path }) => [path])],
  ["aws:multifactorauthpresent", mfa],
  ["aws:multifactorauthage", mfaAge],
  ["aws:federatedprovider", federatedProvider],
  ["aws:sourceidentity", ofSession],
  ["aws:tokenissuetime", tokenIssueTime],
  ["aws:viaawsservice", onlyDirectly("false")],
  ["aws:calledvia", onlyDirectly(undefined)],
  ["aws:calledviafirst", onlyDirectly(undefined)],
  ["aws:calledvialast", onlyDirectly(undefined)],
  ["aws:tagkeys", requestTags],
  ["sts:transitivetagkeys", requestTags],
  [
    "sts:sourceidentity",
    ({ subject: { isAssuming, entity } }) =>
      isAssuming && entity?.kind === "role" && !entity.takesSourceIdentity ? undefined : UNKNOWN,
  ],
]);

/** Those that sessions differ in by how they came to be. */
export const OF_ORIGIN: ReadonlySet<string> = new Set([
  "aws:multifactorauthpresent",
  "aws:multifactorauthage",
]);

/** What a policy can be given for, and a principal is told apart from others by: of these the context of a question says nothing. */
const PERSONAL: ReadonlySet<string> = new Set(["aws:principalarn", "aws:userid", "aws:username"]);

const principalName = ({ actor: { node } }: Ground) => (node.kind === "service" ? node.name : "");

/** What is known of a request. @param now in milliseconds since 1970 */
export function conditionFacts(ground: Ground): ConditionFacts {
  return new KnownFacts(ground);
}

class KnownFacts implements ConditionFacts {
  wasPersonal = false;
  readonly #ground: Ground;
  readonly #given: RequestContext | undefined;
  #principal: Readonly<Record<string, string>> | undefined;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#given = ground.subject.given && recordContext(ground.subject.given);
  }

  get(key: string): Fact {
    const slash = key.indexOf("/");
    if (slash > 0) {
      const tag = this.#tag(key.slice(0, slash), key.slice(slash + 1));
      if (tag !== NO_TAG) return tag;
    }
    if (PERSONAL.has(key)) this.wasPersonal = true;
    const own = this.#ofPrincipal(key);
    if (own !== NO_TAG) return own;
    const resolve = KEYS.get(key);
    const fact = resolve === undefined ? this.#others(key) : resolve(this.#ground);
    if (fact !== UNKNOWN || (this.#isAnySession && OF_ORIGIN.has(key))) return fact;
    return this.#given?.get(key) ?? UNKNOWN;
  }

  /** INVARIANT: of a session that came to be in any way no more is known than of one that came to be in one. */
  get #isAnySession(): boolean {
    const { node, origin } = this.#ground.actor;
    return node.kind === "role" && origin === "any";
  }

  /** What the principal alone tells; of outsiders nothing is known. */
  #ofPrincipal(key: string): Fact | typeof NO_TAG {
    const { actor, subject } = this.#ground;
    const isPrincipalKey = PRINCIPAL_KEYS.has(key);
    if (!isPrincipalKey) return NO_TAG;
    const { node, sessionName } = actor;
    if (node.kind === "outsider" && key === "aws:principalarn") return node.name;
    if (isOutside(node)) {
      if (key === "aws:principalaccount" && "accountId" in node) return node.accountId ?? UNKNOWN;
      return key === "aws:principalisawsservice" ? "false" : UNKNOWN;
    }
    // Who has no role yet is of the role's account.
    if (node.kind === "provider" && key === "aws:principalaccount") return subject.accountId;
    // What a session is called, nobody has said.
    if (node.kind === "role" && key === "aws:userid" && sessionName === undefined) return UNKNOWN;
    this.#principal ??= principalContext(principalOf(actor));
    return this.#principal[key];
  }

  #tag(name: string, tag: string): Fact | typeof NO_TAG {
    const { actor, subject } = this.#ground;
    const { node } = actor;
    switch (name) {
      case "aws:principaltag": {
        this.wasPersonal = true;
        if (node.kind === "user") return node.user.tags.get(tag);
        if (node.kind === "role")
          return (
            node.role.tags.get(tag) ?? (node.takesTags ? this.#givenOrUnknown(`${name}/${tag}`) : undefined)
          );
        return isOutside(node) ? this.#givenOrUnknown(`${name}/${tag}`) : undefined;
      }
      case "aws:resourcetag":
      case "iam:resourcetag": {
        const { entity } = subject;
        if (entity === undefined) return this.#givenOrUnknown(`${name}/${tag}`);
        return (entity.kind === "user" ? entity.user : entity.role).tags.get(tag);
      }
      case "aws:requesttag": {
        const fact = requestTags(this.#ground);
        return fact === UNKNOWN ? this.#givenOrUnknown(`${name}/${tag}`) : fact;
      }
      default:
        return NO_TAG;
    }
  }

  #givenOrUnknown(key: string): Fact {
    return this.#given?.get(key) ?? UNKNOWN;
  }

  /** Keys of no table: those of the action's service, of identity providers, of places that hand out credentials. */
  #others(key: string): Fact {
    const prefix = key.slice(0, key.indexOf(":"));
    if (isProviderPrefix(prefix)) return isToken(this.#ground) ? UNKNOWN : undefined;
    const { subject, actor } = this.#ground;
    if (!subject.isAssuming || prefix === "aws" || prefix === "sts") return UNKNOWN;
    // EC2 and Lambda say where they handed a session out.
    const isDelivered = prefix === "ec2" || prefix === "lambda";
    return isDelivered && actor.node.kind === "role" && actor.origin !== "user" ? UNKNOWN : undefined;
  }
}

/** There is no such answer. */
const NO_TAG: unique symbol = Symbol("no answer");

const PRINCIPAL_KEYS: ReadonlySet<string> = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principaltype",
  "aws:principalisawsservice",
  "aws:userid",
  "aws:username",
]);

/** Providers' keys begin with their host, or with `saml`. */
function isProviderPrefix(prefix: string): boolean {
  return prefix === "saml" || prefix.includes(".");
}
