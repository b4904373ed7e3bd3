import type { PolicySource } from "@rolecall/access";
import type { PolicyGrantingServiceAccess, PolicyOwnerEntityType } from "@rolecall/contracts/iam";
import { type On, openPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { invalidArn, noSuchEntity } from "../error.ts";
import type { PolicyHolder } from "../simulation/on-policy-source.ts";
import { findSource, policiesOf, type SourceSubject, sourcePermission } from "../simulation/policy-source.ts";
import { lastPart, ownerOf } from "../simulation/source-policy.ts";
import { grantsService } from "./granted-services.ts";

/** Whose policies are looked through. Of what is said where it is not there no words were recorded. */
const holder: On<{ readonly Arn: string }, SourceSubject, PolicyHolder> = {
  async find(call) {
    const { Arn } = call.input;
    const found = await findSource(call, Arn);
    if (found === undefined) throw invalidArn(Arn);
    return found;
  },
  permission: sourcePermission,
  take({ kind, name, record }) {
    if (record === undefined) throw noSuchEntity(kind, name);
    return { kind, record };
  },
};

/**
 * For each service the policies that allow any of its actions: the own ones of a user, group or role, and those of a user's groups;
 * not its boundary, and whatever denies. Recorded: services come in the order of the input, each once, with or without policies.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html
 */
export const listPoliciesGrantingServiceAccess = iam.read("ListPoliciesGrantingServiceAccess", {
  on: holder,
  perform: async ({ call, target: { kind, record } }) => {
    const namespaces = [...new Set(call.input.ServiceNamespaces)];
    const pager = openPage(call, record.id, ...namespaces);
    const from = Number(pager.request.after ?? 0);
    const to = from + pager.request.limit;
    const sources = distinctGrants((await policiesOf(call, kind, record)).sources);
    const entries = namespaces.slice(from, to).map((ServiceNamespace) => ({
      ServiceNamespace,
      Policies: sources
        .filter(({ policy }) => grantsService(policy, ServiceNamespace.toLowerCase()))
        .map(showPolicy),
    }));
    const marks = pager.marks(to < namespaces.length ? { next: String(to) } : {});
    return { PoliciesGrantingServiceAccess: entries, ...marks };
  },
});

/** A managed policy that comes by several ways stands once. */
function distinctGrants(sources: readonly PolicySource[]): readonly PolicySource[] {
  const seen = new Set<string>();
  return sources.filter(({ layer, arn }) => {
    if (layer === "boundary" || (arn !== undefined && seen.has(arn))) return false;
    if (arn !== undefined) seen.add(arn);
    return true;
  });
}

function showPolicy({ arn, name = "", attachedTo }: PolicySource): PolicyGrantingServiceAccess {
  if (arn !== undefined) return { PolicyName: lastPart(arn), PolicyType: "MANAGED", PolicyArn: arn };
  const owner = ownerOf(attachedTo);
  return {
    PolicyName: name,
    PolicyType: "INLINE",
    EntityType: owner.kind.toUpperCase() as PolicyOwnerEntityType,
    EntityName: owner.name,
  };
}
