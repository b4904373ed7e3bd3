/** What the input of a preview means in this account. */
import type { PreviewPolicyChangeRequest } from "@rolecall/contracts/rolecall";
import { type Arn, formatArn, parseArn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { CompiledPolicy } from "@rolecall/policy";
import type { EntityRecord, OwnerKind, ReadTransaction } from "@rolecall/store";
import { invalidInput, notFound } from "../../error.ts";
import { type ReachedPrincipal, reachedByOwner, reachedByPolicy } from "./affected-principals.ts";
import {
  attaches,
  changeKind,
  type PlannedChange,
  readDocument,
  replacesManaged,
  writesInline,
} from "./planned-change.ts";

type Previewing = Call<PreviewPolicyChangeRequest, ReadTransaction>;

interface FoundChange {
  readonly change: PlannedChange;
  readonly reached: readonly ReachedPrincipal[];
}

/** @throws ValidationException, or ResourceNotFoundException of what is not in the caller's account */
export async function findChange(call: Previewing): Promise<FoundChange> {
  const kind = changeKind(call.input);
  if (kind === "version") return newVersion(call);
  const owner = await findOwner(call);
  const reached = await reachedByOwner(call, owner.kind, owner.record.id);
  const change = kind === "inline" ? await inlineChange(call, owner) : await attachment(call, owner);
  return { change, reached };
}

async function newVersion(call: Previewing): Promise<FoundChange> {
  const { PolicyDocument: document = "" } = call.input;
  const { arn, policy } = await managed(call, await ownPolicyArn(call));
  const change = replacesManaged(arn, policy, readDocument(document));
  return { change, reached: await reachedByPolicy(call, arn) };
}

/** INVARIANT: another account's policy is not there. */
async function ownPolicyArn({ tx, caller, input }: Previewing): Promise<Arn | undefined> {
  const { PolicyArn = "" } = input;
  const named = parseArn("policy", PolicyArn);
  if (named?.accountId !== caller.accountId) return undefined;
  const record = await tx.policies.byName(named.accountId, named.name);
  return record?.arn === PolicyArn ? record.arn : undefined;
}

interface ManagedPolicy {
  readonly arn: Arn;
  readonly policy: CompiledPolicy;
}

async function managed({ tx, env, input }: Previewing, arn: Arn | undefined): Promise<ManagedPolicy> {
  const policy = arn && (await env.directory.managedPolicy(tx, arn));
  if (arn === undefined || policy === undefined) throw notFound(`policy ${input.PolicyArn}`);
  return { arn, policy };
}

interface Owner {
  readonly kind: OwnerKind;
  readonly arn: Arn;
  readonly record: EntityRecord;
}

const KINDS: readonly OwnerKind[] = ["user", "group", "role"];

async function findOwner({ tx, caller, input }: Previewing): Promise<Owner> {
  const { PrincipalArn: arn = "" } = input;
  for (const kind of KINDS) {
    const named = parseArn(kind, arn);
    if (named === undefined) continue;
    const family = { user: tx.users, group: tx.groups, role: tx.roles }[kind];
    const isOwn = named.accountId === caller.accountId;
    const record = isOwn ? await family.byName(named.accountId, named.name) : undefined;
    if (record === undefined) throw notFound(`${kind} ${named.name}`);
    return { kind, arn: formatArn(kind, record), record };
  }
  throw invalidInput("PrincipalArn is the ARN of a user, a group or a role.");
}

async function inlineChange({ tx, input }: Previewing, { record, arn }: Owner): Promise<PlannedChange> {
  const { PolicyName: name = "", PolicyDocument: document } = input;
  const old = await tx.inlinePolicies.get(record.id, name);
  if (old === undefined && document === undefined) throw notFound(`inline policy ${name} of ${record.name}`);
  return writesInline({
    arn,
    name,
    before: old === undefined ? undefined : readDocument(old.document),
    after: document === undefined ? undefined : readDocument(document),
  });
}

async function attachment(call: Previewing, { record, arn }: Owner): Promise<PlannedChange> {
  const aws = call.env.managedPolicies.get(call.input.PolicyArn ?? "")?.arn;
  const found = await managed(call, aws ?? (await ownPolicyArn(call)));
  const isDetached = await call.tx.attachments.has(record.id, found.arn);
  return attaches({ arn, policyArn: found.arn, policy: found.policy, isDetached });
}
