import type { CompiledPolicy } from "../compile/compile-policy.ts";
import type { LayerName } from "../decide/layers.ts";
import { indexLines, type LineRange } from "../document/line-index.ts";
import type { Statement } from "../document/policy.ts";

/** What whoever asks knows of a policy beyond what it says. */
export interface PolicyFacts {
  /** What to call it: its name, ARN or file. */
  readonly name?: string | undefined;
  /** A managed policy's, and an organization's. */
  readonly arn?: string | undefined;
  /** `v4` */
  readonly versionId?: string | undefined;
  /** Since when this version is in force; ISO 8601. */
  readonly since?: string | undefined;
  /** The ARN of the user, group, role, session or resource that has it. */
  readonly attachedTo?: string | undefined;
  /** Its JSON text, as it was read: the lines of statements are those of this text. */
  readonly document?: string | undefined;
  /** The action by which it is read, where it is not the one that follows from its kind. */
  readonly readAction?: string | undefined;
}

export interface ExplainedPolicy extends PolicyFacts {
  /** The reader may not read it, and perhaps others of its set: all else but `readAction` is left out. */
  readonly isHidden: boolean;
}

/** A level of an organization. */
export interface OrganizationNode {
  readonly kind: "root" | "unit" | "account";
  readonly name: string;
  /** `r-…`, `ou-…` or the account's number. */
  readonly id: string;
}

/** Which set of which layer. */
export interface SetPlace {
  readonly layer: LayerName;
  readonly level: number;
}

/** What is known of a set: kept by place, since a set that is changed on trial holds other policies in the same places. */
export interface SetFacts extends SetPlace {
  readonly node: OrganizationNode | undefined;
  readonly policies: readonly ExplainedPolicy[];
  readonly lines: readonly ((statement: Statement) => LineRange | undefined)[];
}

export interface DescribeOptions {
  /** What to call a policy: its name, ARN or file. */
  readonly nameOf?: (policy: CompiledPolicy) => string | undefined;
  /** What else is known of it. One policy may be attached in several places. */
  readonly describe?: (policy: CompiledPolicy, place: SetPlace) => PolicyFacts | undefined;
  /** To which root, unit or account the policies of a level are attached. */
  readonly describeLevel?: (layer: LayerName, level: number) => OrganizationNode | undefined;
}

/** @param isTrust the resource's policy is a role's trust policy */
export function describeSet(
  { layer, level, policies }: SetPlace & { readonly policies: readonly CompiledPolicy[] },
  { nameOf, describe, describeLevel }: DescribeOptions,
  isTrust: boolean,
): SetFacts {
  const facts = policies.map((policy): ExplainedPolicy => {
    const told = describe?.(policy, { layer, level }) ?? {};
    const name = told.name ?? nameOf?.(policy);
    return {
      ...told,
      name,
      readAction: told.readAction ?? readActionOf(layer, told, isTrust),
      isHidden: false,
    };
  });
  return {
    layer,
    level,
    node: describeLevel?.(layer, level),
    policies: facts,
    lines: facts.map(({ document }) => {
      const linesOf = document === undefined ? undefined : indexLines(document);
      return ({ span }) => linesOf?.(span);
    }),
  };
}

/** The action by which a policy is read; undefined where none reads it alone, such as a session's own. */
function readActionOf(
  layer: LayerName,
  { arn, attachedTo = "" }: PolicyFacts,
  isTrust: boolean,
): string | undefined {
  if (layer === "serviceControl" || layer === "resourceControl") return "organizations:DescribePolicy";
  if (layer === "endpoint") return "ec2:DescribeVpcEndpoints";
  if (layer === "resource") return isTrust ? "iam:GetRole" : RESOURCE_READS[attachedTo.split(":")[2] ?? ""];
  if (layer === "boundary" || arn !== undefined) return "iam:GetPolicyVersion";
  return INLINE_READS[/:(user|group|role)\//.exec(attachedTo)?.[1] ?? ""];
}

const INLINE_READS: Readonly<Record<string, string>> = {
  user: "iam:GetUserPolicy",
  group: "iam:GetGroupPolicy",
  role: "iam:GetRolePolicy",
};

/** By the service of the resource's ARN: those whose policy one action reads. */
const RESOURCE_READS: Readonly<Record<string, string>> = {
  iam: "iam:GetRole",
  kms: "kms:GetKeyPolicy",
  lambda: "lambda:GetPolicy",
  s3: "s3:GetBucketPolicy",
  secretsmanager: "secretsmanager:GetResourcePolicy",
  sns: "sns:GetTopicAttributes",
  sqs: "sqs:GetQueueAttributes",
};

/** What stands in the place of a hidden policy's statements. */
export function hiddenPolicyWords({ readAction }: Pick<ExplainedPolicy, "readAction">): string {
  return `You may not read this policy${readAction === undefined ? "" : `: ${readAction}`}`;
}
