/** What is known of the policies that decide, and which permission lets somebody read each. */
import { type ConsultedPolicy, type ConsultedSet, permitted, type Requirement } from "@rolecall/access";
import { parseArn, toOrganizationId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { PolicyFacts } from "@rolecall/policy";
import type { ReadTransaction } from "@rolecall/store";
import { policyNamed, policyPermission } from "../../iam/policy/find-policy.ts";
import { entityPermission } from "../../iam/requirement.ts";
import { letIn } from "../../organizations/access/let-in.ts";
import { typeContext } from "../../organizations/subject/policy.ts";

export type Reading = Call<unknown, ReadTransaction>;

/** A policy as it is told, and whether whoever asks may read it. */
export interface DescribedPolicy {
  readonly facts: PolicyFacts;
  readonly isReadable: boolean;
}

/** A policy as it is known, before anybody was asked. */
interface KnownPolicy {
  readonly facts: PolicyFacts;
  /** `everybody`: AWS publishes it. Undefined where no permission lets the caller read it: another account's. */
  readonly reading: Requirement | "everybody" | undefined;
}

/** By the place of its set and its own in it. */
export type DescribedPolicies = ReadonlyMap<string, DescribedPolicy>;

export function placeKey(layer: string, level: number, index: number): string {
  return `${layer} ${level} ${index}`;
}

/** Each policy with what the caller may know of it, by the caller's own permissions. */
export async function describePolicies(
  call: Reading,
  sets: readonly ConsultedSet[],
): Promise<DescribedPolicies> {
  const known = new Map<string, KnownPolicy>();
  for (const { layer, level, policies } of sets)
    for (const [index, { source }] of policies.entries())
      if (source !== undefined) known.set(placeKey(layer, level, index), await knownPolicy(call, source));
  const asked = [...known.values()].flatMap(({ reading }) =>
    reading === undefined || reading === "everybody" ? [] : [reading],
  );
  const ground = { tx: call.tx, directory: call.env.directory };
  const given = await permitted(ground, call, asked);
  const isReadable = ({ reading }: KnownPolicy) =>
    reading === "everybody" || (reading !== undefined && given[asked.indexOf(reading)] === true);
  return new Map(
    [...known].map(([key, policy]) => [key, { facts: policy.facts, isReadable: isReadable(policy) }]),
  );
}

function knownPolicy(call: Reading, source: ConsultedPolicy): Promise<KnownPolicy> {
  const { layer } = source;
  if (layer === "serviceControl" || layer === "resourceControl") return ofOrganization(call, source);
  if (layer === "resource") return ofTrust(call, source);
  return source.arn === undefined ? ofInline(call, source) : ofManaged(call, source, source.arn);
}

async function ofManaged(call: Reading, source: ConsultedPolicy, arn: string): Promise<KnownPolicy> {
  const subject = await policyNamed(call, arn);
  const { found } = subject;
  const facts = { ...commonFacts(source), name: lastPart(arn), arn };
  if (found === undefined) return { facts, reading: undefined };
  if (found.owner === "aws") {
    const { defaultVersionId: versionId, updateDate: since } = found.policy;
    return { facts: { ...facts, versionId, since }, reading: "everybody" };
  }
  const { id, defaultVersion } = found.policy;
  const version = await call.tx.policyVersions.get(id, defaultVersion);
  return {
    facts: {
      ...facts,
      versionId: `v${defaultVersion}`,
      ...(version !== undefined && { since: new Date(version.createdAt).toISOString() }),
    },
    reading: { action: "iam:GetPolicyVersion", ...policyPermission(subject) },
  };
}

const INLINE_KINDS = ["user", "group", "role"] as const;
const INLINE_ACTIONS = {
  user: "iam:GetUserPolicy",
  group: "iam:GetGroupPolicy",
  role: "iam:GetRolePolicy",
} as const;

async function ofInline(call: Reading, source: ConsultedPolicy): Promise<KnownPolicy> {
  const { attachedTo, name = "inline policy" } = source;
  const facts = { ...commonFacts(source), name };
  for (const kind of INLINE_KINDS) {
    const named = parseArn(kind, attachedTo);
    if (named === undefined || named.accountId !== call.caller.accountId) continue;
    const family = { user: call.tx.users, group: call.tx.groups, role: call.tx.roles }[kind];
    const record = await family.byName(named.accountId, named.name);
    const permission = entityPermission(call, { kind, name: named.name, record });
    return { facts, reading: { action: INLINE_ACTIONS[kind], ...permission } };
  }
  return { facts, reading: undefined };
}

async function ofTrust(call: Reading, source: ConsultedPolicy): Promise<KnownPolicy> {
  const named = parseArn("role", source.attachedTo);
  const facts = { ...commonFacts(source), name: `Trust policy of ${lastPart(source.attachedTo)}` };
  if (named === undefined || named.accountId !== call.caller.accountId) return { facts, reading: undefined };
  const record = await call.tx.roles.byName(named.accountId, named.name);
  const permission = entityPermission(call, { kind: "role", name: named.name, record });
  return { facts, reading: { action: "iam:GetRole", ...permission } };
}

async function ofOrganization(call: Reading, source: ConsultedPolicy): Promise<KnownPolicy> {
  const { arn = "", layer } = source;
  const aws = parseArn("aws-organization-policy", arn);
  if (aws !== undefined)
    return {
      facts: { ...commonFacts(source), arn, name: aws.policyId.replace(/^p-/, "") },
      reading: "everybody",
    };
  const id = parseArn("organization-policy", arn)?.policyId;
  const record = id && (await call.tx.organizationPolicies.byId(toOrganizationId("policy", id)));
  const facts = { ...commonFacts(source), arn, name: record ? record.name : lastPart(arn) };
  const type = layer === "serviceControl" ? "SERVICE_CONTROL_POLICY" : "RESOURCE_CONTROL_POLICY";
  const asked = {
    action: "organizations:DescribePolicy",
    resource: arn,
    ...(record && { resourceTags: record.tags }),
    ...typeContext(type),
  };
  return { facts, reading: await letIn(call, asked) };
}

function commonFacts({ document, attachedTo }: ConsultedPolicy): PolicyFacts {
  return { document, attachedTo };
}

export function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
