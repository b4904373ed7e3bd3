import type { ContextValue } from "@rolecall/policy";
import type { Tag } from "@rolecall/store";
import { isIdentified } from "../caller/caller.ts";
import {
  type ConditionFacts,
  conditionContext,
  GLOBAL_KEY_NAMES,
  ofPermission,
} from "./condition-context.ts";
import { spellKey } from "./key-spelling.ts";

/** Condition keys as AWS writes them, with their values. */
export interface ListedContext {
  /** Of the request: whoever asks what, they are the same for all permissions that it needs. */
  readonly request: ReadonlyMap<string, ContextValue>;
  /** Of one permission alone: the operation's own keys, the resource's tags. */
  readonly own: ReadonlyMap<string, ContextValue>;
}

/** Everything that conditions can see of a request, where the engine asks for one key at a time. */
export function listContext(facts: ConditionFacts): ListedContext {
  const { caller, requirement, principalTags } = facts;
  const context = conditionContext(facts);
  const request = new Map<string, ContextValue>();
  const own = new Map<string, ContextValue>();
  const list = (into: Map<string, ContextValue>, key: string) => {
    const value = context.get(key);
    if (value !== undefined) into.set(spellKey(key), value);
  };
  for (const key of GLOBAL_KEY_NAMES) list(ofPermission(key) ? own : request, key);
  for (const key of principalTags.keys()) list(request, `aws:principaltag/${key}`);
  if (caller.kind === "federated") for (const key of caller.claims.keys()) list(request, key);
  const session = isIdentified(caller) ? caller.session : undefined;
  for (const key of Object.keys(session?.providerKeys ?? {})) list(request, key);
  for (const key of Object.keys(session?.deliveryKeys ?? {})) list(request, key);
  // A code of an MFA device is the request's: every permission sees it, and it is listed above.
  for (const key of requirement.context?.keys() ?? []) if (!GLOBAL_KEY_NAMES.includes(key)) list(own, key);
  for (const key of tagKeysOf(requirement.requestTags)) list(own, `aws:requesttag/${key}`);
  for (const key of tagKeysOf(requirement.resourceTags)) {
    list(own, `aws:resourcetag/${key}`);
    if (HAS_IAM_TAGS.test(requirement.action)) list(own, `iam:resourcetag/${key}`);
  }
  return { request, own };
}

/** What STS is asked for is IAM's too: a role. Source: Service Authorization Reference, "Resource types defined by AWS STS". */
const HAS_IAM_TAGS = /^(?:iam|sts):/;

/** Tag keys are condition keys in lower case. */
function tagKeysOf(tags: readonly Tag[] = []): readonly string[] {
  return tags.map(({ key }) => key.toLowerCase());
}
