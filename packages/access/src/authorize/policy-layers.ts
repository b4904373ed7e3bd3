import type { SessionClaims } from "@rolecall/credentials";
import type { AccountId } from "@rolecall/names";
import { type CompiledPolicySet, compilePolicy, compilePolicySet, type PolicyLayers } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import { AuthenticationError } from "../authenticate/authentication-error.ts";
import { findOwner, hasOwner, isPrincipal, type Owner } from "../authenticate/session-owner.ts";
import { parseSaved } from "../cache/policy-library.ts";
import {
  type Caller,
  type IdentifiedCaller,
  isIdentified,
  type ServiceCaller,
  type ServiceSessionCaller,
  serviceOf,
} from "../caller/caller.ts";
import type { Directory } from "../directory/directory.ts";
import type { PolicySource, PrincipalPolicies } from "../directory/directory-entry.ts";
import { NO_TAGS } from "../directory/tag-map.ts";
import type { DirectoryAccount } from "../guardrails/account-place.ts";
import { type Reach, reachOfService } from "./service-reach.ts";
import { sessionPolicySet } from "./session-policy.ts";

/** What the caller may do by itself, and the tags it carries. */
export interface Standing {
  readonly layers: PolicyLayers;
  /** By lower-case key. */
  readonly principalTags: ReadonlyMap<string, string>;
  /** Where the policies of the user or role come from. */
  readonly sources: readonly PolicySource[];
  /** The caller's; absent for who has none. */
  readonly account?: DirectoryAccount | undefined;
  /** What a service acts for. */
  readonly sourceAccount?: DirectoryAccount | undefined;
  /** Outside of it nothing lets a service in; absent for who may be let in everywhere. */
  readonly reach?: Reach | undefined;
}

/**
 * Collects the layers that stand over a caller, on one road for all: identity, boundary, session. Those of Organizations come from the
 * account, the caller's and the resource's, for each permission: see `guardrail-layers.ts`.
 * @throws AuthenticationError where the user or role behind the credentials is gone.
 */
export async function standingOf(
  tx: ReadTransaction,
  caller: Caller,
  directory: Directory,
): Promise<Standing> {
  const service = serviceOf(caller);
  if (service !== undefined) return ofService(tx, service, directory);
  const owner = isIdentified(caller) ? await ownerOf(tx, directory, caller) : undefined;
  const { identity, boundary, tags, sources = NO_SOURCES } = grantsOf(caller, owner);
  const claims = isIdentified(caller) ? caller.session : undefined;
  const session = claims && (await sessionPolicySet(tx, claims, directory));
  const accountId = isIdentified(caller) ? caller.accountId : undefined;
  const account = accountId && (directory.peekAccount(accountId) ?? (await directory.account(tx, accountId)));
  return {
    layers: {
      ...(identity !== undefined && { identity }),
      ...(boundary !== undefined && { boundary }),
      ...(session !== undefined && { session: [session] }),
      ...delegationLayer(claims, directory),
    },
    principalTags: withSessionTags(tags, claims?.sessionTags),
    sources,
    account,
  };
}

/** It has tags and a source, and nothing that could allow anything. */
async function ofService(
  tx: ReadTransaction,
  caller: ServiceCaller | ServiceSessionCaller,
  directory: Directory,
): Promise<Standing> {
  const find = async (id: AccountId | undefined) =>
    id && (directory.peekAccount(id) ?? (await directory.account(tx, id)));
  return {
    layers: {},
    principalTags: (caller.kind === "service" && caller.tags) || NO_TAGS,
    sources: NO_SOURCES,
    sourceAccount: await find(caller.source?.accountId),
    ...(caller.kind === "serviceSession" && { reach: await reachOfService(tx, directory, caller.accountId) }),
  };
}

async function ownerOf(
  tx: ReadTransaction,
  directory: Directory,
  caller: IdentifiedCaller,
): Promise<Owner | undefined> {
  const owner = await findOwner(tx, directory, caller);
  return owner !== undefined && isPrincipal(owner) ? owner : undefined;
}

/**
 * What a session was delegated for. INVARIANT: nothing gets past it. A resource's policy that names the principal itself would get past a
 * session policy; past the policy of an endpoint, which is what it is told to the engine as, it does not. There are no endpoints with
 * policies of their own.
 */
function delegationLayer(
  claims: SessionClaims | undefined,
  { sessionLibrary }: Directory,
): Pick<PolicyLayers, "endpoint"> {
  if (claims?.delegation === undefined) return {};
  const policy = sessionLibrary.compile(claims.delegation.policy, "session");
  return { endpoint: sessionLibrary.setOf([policy]) };
}

const NO_SOURCES: readonly PolicySource[] = Object.freeze([]);

/** What the user or role behind a caller brings along. */
interface Grants extends Partial<PrincipalPolicies> {
  readonly tags: ReadonlyMap<string, string>;
}

/** Root needs no policies, and whom no key vouches for has none: a resource's policy must let it in. */
const WITHOUT_POLICIES: Grants = { tags: NO_TAGS };

function grantsOf(caller: Caller, owner: Owner | undefined): Grants {
  if (!isIdentified(caller) || caller.kind === "root") return WITHOUT_POLICIES;
  if (!hasOwner(caller)) return ROOT_ISSUED;
  if (owner === undefined) {
    throw new AuthenticationError({ reason: "unknownAccessKeyId", accessKeyId: caller.accessKeyId });
  }
  return owner;
}

const ALLOW_ALL: CompiledPolicySet = compilePolicySet([
  compilePolicy(
    parseSaved(
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
      "identity",
    ),
  ),
]);

/** A federated user of root has all of root's permissions that its session policy allows. */
const ROOT_ISSUED: Grants = { identity: ALLOW_ALL, tags: NO_TAGS };

/** Session tags win over the tags of the user or role. Source: IAM User Guide, "Pass session tags in AWS STS". */
function withSessionTags(
  own: ReadonlyMap<string, string>,
  sessionTags: Readonly<Record<string, string>> | undefined,
): ReadonlyMap<string, string> {
  if (sessionTags === undefined) return own;
  const tags = new Map(own);
  for (const [key, value] of Object.entries(sessionTags)) tags.set(key.toLowerCase(), value);
  return tags;
}
