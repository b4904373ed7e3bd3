/** What is known of the policies that a denial was decided by: their documents are those of then, whatever became of them. */
import type { ConsultedPolicy, ConsultedSet } from "@rolecall/access";
import { parseArn, toOrganizationId } from "@rolecall/names";
import type { PolicyFacts } from "@rolecall/policy";
import { policyNamed } from "../../iam/policy/find-policy.ts";
import {
  type DescribedPolicies,
  type DescribedPolicy,
  lastPart,
  placeKey,
  type Reading,
} from "./described-policy.ts";

const READ_ACTION = "iam:GetRequestAuthorizationPolicy";

/** @param isReadable whether whoever asks may have the documents of then; those that AWS publishes everybody may */
export async function describeKeptPolicies(
  call: Reading,
  sets: readonly ConsultedSet[],
  isReadable: boolean,
): Promise<DescribedPolicies> {
  const described = new Map<string, DescribedPolicy>();
  for (const { layer, level, policies } of sets)
    for (const [index, { source }] of policies.entries()) {
      if (source === undefined) continue;
      const { document, attachedTo } = source;
      const facts = { document, attachedTo, ...(await namesOf(call, source)), readAction: READ_ACTION };
      const isPublished = /^arn:[^:]*:(?:iam|organizations)::aws:policy\//.test(source.arn ?? "");
      described.set(placeKey(layer, level, index), { facts, isReadable: isReadable || isPublished });
    }
  return described;
}

async function namesOf(
  call: Reading,
  { layer, arn, name, attachedTo, document }: ConsultedPolicy,
): Promise<PolicyFacts> {
  if (layer === "resource") return { name: `Trust policy of ${lastPart(attachedTo)}` };
  if (arn === undefined) return { name: name ?? (layer === "session" ? "session policy" : "inline policy") };
  if (parseArn("aws-policy", arn) === undefined && parseArn("policy", arn) === undefined)
    return ofOrganization(call, arn);
  const named = { name: lastPart(arn), arn };
  const { found } = await policyNamed(call, arn);
  if (found === undefined) return named;
  if (found.owner === "aws") {
    const { defaultVersionId: versionId, updateDate: since } = found.policy;
    return call.env.managedPolicies.document(arn) === document ? { ...named, versionId, since } : named;
  }
  const versions = await call.tx.policyVersions.list(found.policy.id);
  const version = versions.find((each) => each.document === document);
  if (version === undefined) return named;
  const since = new Date(version.createdAt).toISOString();
  return { ...named, versionId: `v${version.version}`, since };
}

async function ofOrganization({ tx }: Reading, arn: string): Promise<PolicyFacts> {
  const aws = parseArn("aws-organization-policy", arn);
  if (aws !== undefined) return { name: aws.policyId.replace(/^p-/, ""), arn };
  const id = parseArn("organization-policy", arn)?.policyId;
  const record =
    id === undefined ? undefined : await tx.organizationPolicies.byId(toOrganizationId("policy", id));
  return { name: record?.name ?? lastPart(arn), arn };
}
