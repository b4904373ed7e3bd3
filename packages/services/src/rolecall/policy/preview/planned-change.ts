/** What is to be changed, and what a principal's policies would be behind it. */
import type { PolicySource } from "@rolecall/access";
import type { PreviewPolicyChangeRequest } from "@rolecall/contracts/rolecall";
import { type CompiledPolicy, compilePolicy, locate, type Policy, parsePolicy } from "@rolecall/policy";
import { invalidInput } from "../../error.ts";

/** Both sides of a change of one policy. Absent where there is none before, or none behind it. */
export interface PlannedChange {
  readonly before: Policy | undefined;
  readonly after: Policy | undefined;
  /** The same sources with the change made. */
  apply(sources: readonly PolicySource[]): readonly PolicySource[];
}

/** @throws ValidationException with the first error of the document and its line */
export function readDocument(text: string): CompiledPolicy {
  const parsed = parsePolicy(text, "identity");
  if (parsed.ok) return compilePolicy(parsed.policy);
  const [finding] = parsed.findings;
  const line = locate(text, finding?.span.start ?? 0).line;
  throw invalidInput(`PolicyDocument, line ${line}: ${finding?.message ?? "It is no policy."}`);
}

/** Another document for a managed policy, whoever has it, as permissions or as a boundary. */
export function replacesManaged(arn: string, before: CompiledPolicy, after: CompiledPolicy): PlannedChange {
  return {
    before: before.policy,
    after: after.policy,
    apply: (sources) => sources.map((source) => (source.arn === arn ? { ...source, policy: after } : source)),
  };
}

/** Whose inline or attached policies change. */
export interface Holder {
  readonly arn: PolicySource["attachedTo"];
}

interface Inline extends Holder {
  readonly name: string;
  readonly before: CompiledPolicy | undefined;
  readonly after: CompiledPolicy | undefined;
}

/** An inline policy that is written, or deleted. */
export function writesInline({ arn, name, before, after }: Inline): PlannedChange {
  const isIt = (source: PolicySource) =>
    source.arn === undefined && source.attachedTo === arn && source.name === name;
  return {
    before: before?.policy,
    after: after?.policy,
    apply: (sources) => [
      ...sources.filter((source) => !isIt(source)),
      ...(after === undefined ? [] : [{ layer: "identity" as const, policy: after, name, attachedTo: arn }]),
    ],
  };
}

interface Attachment extends Holder {
  readonly policyArn: NonNullable<PolicySource["arn"]>;
  readonly policy: CompiledPolicy;
  readonly isDetached: boolean;
}

/** A managed policy that is attached, or detached. */
export function attaches({ arn, policyArn, policy, isDetached }: Attachment): PlannedChange {
  const isIt = (source: PolicySource) =>
    source.layer === "identity" && source.arn === policyArn && source.attachedTo === arn;
  return {
    before: isDetached ? policy.policy : undefined,
    after: isDetached ? undefined : policy.policy,
    apply: (sources) => [
      ...sources.filter((source) => !isIt(source)),
      ...(isDetached ? [] : [{ layer: "identity" as const, policy, arn: policyArn, attachedTo: arn }]),
    ],
  };
}

/** Of what a preview is: members of its input that go together. */
export type ChangeKind = "version" | "inline" | "attachment";

/** @throws ValidationException where the members tell of no one change */
export function changeKind(input: PreviewPolicyChangeRequest): ChangeKind {
  const { PolicyArn, PrincipalArn, PolicyName, PolicyDocument } = input;
  if (PolicyName !== undefined && PrincipalArn !== undefined && PolicyArn === undefined) return "inline";
  if (PolicyArn !== undefined && PolicyName === undefined) {
    if (PrincipalArn === undefined && PolicyDocument !== undefined) return "version";
    if (PrincipalArn !== undefined && PolicyDocument === undefined) return "attachment";
  }
  throw invalidInput(
    "Give PolicyArn and PolicyDocument (a version), or PrincipalArn and PolicyName (an inline policy), or PrincipalArn and PolicyArn (an attachment).",
  );
}
