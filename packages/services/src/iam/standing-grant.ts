import type { Requirement, ResourcePolicyRequirement } from "@rolecall/access";
import { compilePolicy, compilePolicySet, parsePolicy } from "@rolecall/policy";

/**
 * What IAM grants at the level of the account, without a policy on anybody. It is told to the engine as a resource policy, so that an
 * explicit deny still wins. Made when it is first asked for: most installations never do.
 */
export function standingGrant(actions: readonly string[]): () => Pick<Requirement, "resourcePolicy"> {
  let grant: ResourcePolicyRequirement | undefined;
  return () => {
    grant ??= { set: compilePolicySet([compileGrant(actions)]), required: false };
    return { resourcePolicy: grant };
  };
}

function compileGrant(actions: readonly string[]) {
  const statement = { Effect: "Allow", Principal: { AWS: "*" }, Action: actions, Resource: "*" };
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statement }), "resource");
  if (!parsed.ok) throw new Error(`The grant of ${actions.join()} does not parse.`);
  return compilePolicy(parsed.policy);
}
