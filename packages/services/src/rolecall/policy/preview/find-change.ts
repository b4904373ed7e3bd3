/** What the input of a preview means in this account. */
import type { PreviewPolicyChangeRequest } from "@rolecall/contracts/rolecall";
import { type Arn, parseArn, toArn } from "@rolecall/names";
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
  const { PolicyArn: arn = "", PolicyDocument: document = "" } = call.input;
  if (parseArn("policy", arn)?.accountId !== call.caller.accountId) throw notFound(`policy ${arn}`);
  const before = await managed(call, arn);
  const change = replacesManaged(arn, before, readDocument(document));
  return { change, reached: await reachedByPolicy(call, toArn(arn)) };
}

async function managed({ tx, env }: Previewing, arn: string): Promise<CompiledPolicy> {
  const policy = await env.directory.managedPolicy(tx, arn);
  if (policy === undefined) throw notFound(`policy ${arn}`);
  return policy;
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
    return { kind, arn: toArn(arn), record };
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
  const { PolicyArn = "" } = call.input;
  const policy = await managed(call, PolicyArn);
  const policyArn = toArn(PolicyArn);
  const isDetached = await call.tx.attachments.has(record.id, policyArn);
  return attaches({ arn, policyArn, policy, isDetached });
}
