import { hash } from "node:crypto";
import type { ConsultedPolicy } from "@rolecall/access";
import type { AccountId } from "@rolecall/names";
import { type DenialDetails, formatDenialDetails } from "@rolecall/operations";
import type { CompiledPolicy } from "@rolecall/policy";
import type { DenialRecord } from "@rolecall/store";
import { clipContext, clipText } from "./clip.ts";
import type { Evaluation, Match } from "./evaluate-denial.ts";
import { keptSets } from "./kept-sets.ts";

/** A denial that waits to be written. */
export interface KeptDenial extends Pick<DenialRecord, "id" | "at" | "accountId" | "details"> {
  /** The documents that it was decided by, by hash. */
  readonly documents: ReadonlyMap<string, string>;
}

interface Denied {
  readonly id: string;
  readonly at: number;
  readonly accountId: AccountId;
  readonly evaluations: readonly Evaluation[];
  readonly policies: readonly ConsultedPolicy[];
}

/** Bytes of what is kept of one denial, without documents: hundreds of policies, or tags of the greatest length. */
const DETAILS_MAX = 64 * 1_024;
/** Characters of the documents of one denial: stored ones may be mostly white space. */
const DOCUMENTS_MAX = 1_024 * 1_024;
/** Tags have keys of 128 and values of 256 characters; a request has at most so many keys that are kept. */
const KEYS_MAX = 300;

/** Undefined where it is too large to be kept. */
export function keptDenial({ id, at, accountId, evaluations, policies }: Denied): KeptDenial | undefined {
  const length = policies.reduce((sum, { document }) => sum + document.length, 0);
  if (length > DOCUMENTS_MAX) return undefined;
  const [first] = evaluations;
  if (first === undefined) throw new Error("A request was denied that needed no permission.");
  if (evaluations.some(({ context }) => context.request.size + context.own.size > KEYS_MAX)) return undefined;
  const uris = new Map(policies.map((policy) => [policy, uriOf(policy)]));
  const kept = policies.map((policy) => ({ policy, uri: uris.get(policy) ?? "", hash: hashOf(policy) }));
  const details = formatDenialDetails({
    context: clipContext(first.context.request),
    evaluations: evaluations.map((each) => keptEvaluation(each, uris)),
    policies: kept.map(({ policy, uri, hash }) => ({
      uri,
      layer: policy.layer,
      isInline: policy.arn === undefined,
      attachedTo: clipText(policy.attachedTo),
      ...(policy.name !== undefined && { name: policy.name }),
      hash,
    })),
    ...(first.principalOrganizationId !== undefined && { organizationId: first.principalOrganizationId }),
    principal: first.permission.question.principal,
  });
  if (Buffer.byteLength(details) > DETAILS_MAX) return undefined;
  const documents = new Map(kept.map(({ policy, hash }) => [hash, policy.document]));
  return { id, at, accountId, details, documents };
}

function keptEvaluation(
  { permission, decision, context, matches, ...organization }: Evaluation,
  uris: ReadonlyMap<ConsultedPolicy, string>,
): DenialDetails["evaluations"][number] {
  const { question, layers } = permission;
  const { resourceOrganizationId, organizationNode } = organization;
  return {
    ...decision,
    action: question.action,
    resource: clipText(question.resource),
    resourceAccountId: question.resourceAccountId,
    context: clipContext(context.own),
    matches: matches.map((match) => keptMatch(match, uris)),
    ...(resourceOrganizationId !== undefined && { resourceOrganizationId }),
    ...(organizationNode !== undefined && { organizationNode }),
    sets: keptSets(permission, [...uris.keys()]),
    ...(layers.resourcePolicyRequired === true && { isResourcePolicyRequired: true }),
  };
}

/** A statement without a Sid is known by its place, from 1. */
function keptMatch(
  { policy, statements }: Match,
  uris: ReadonlyMap<ConsultedPolicy, string>,
): DenialDetails["evaluations"][number]["matches"][number] {
  return {
    uri: uris.get(policy) ?? "",
    statements: statements.map(({ sid, index, effect }) => ({ sid: sid ?? `Statement${index + 1}`, effect })),
  };
}

/** What a policy is known by: one without an ARN by what means nothing, and stays the same from denial to denial. */
function uriOf({ arn, layer, name, attachedTo }: ConsultedPolicy): string {
  return arn ?? hash("sha256", JSON.stringify([layer, attachedTo, name])).slice(0, 32);
}

/** Of documents that were seen, exactly as long as they are compiled. */
const hashes = new WeakMap<CompiledPolicy, string>();

function hashOf({ policy, document }: ConsultedPolicy): string {
  const known = hashes.get(policy);
  if (known !== undefined) return known;
  const made = hash("sha256", document);
  hashes.set(policy, made);
  return made;
}
