/**
 * What is wrong with an effective policy, which no single policy shows. Source: Organizations User Guide, "Invalid effective
 * policies"; quotas of AWS Backup and of tag policies.
 */
import type { ManagementPolicyType } from "../policy-type.ts";

/** As ListEffectivePolicyValidationErrors has it. */
export interface EffectivePolicyProblem {
  readonly code: "ELEMENTS_TOO_MANY" | "ELEMENTS_TOO_FEW" | "KEY_REQUIRED";
  readonly message: string;
  /** Names from the root, with slashes. */
  readonly path: string;
}

type Document = Readonly<Record<string, unknown>>;

const RULES: Readonly<
  Partial<Record<ManagementPolicyType, (document: Document) => readonly EffectivePolicyProblem[]>>
> = {
  BACKUP_POLICY: (document) => membersOf(document.plans).flatMap(([name, plan]) => judgePlan(name, plan)),
  SECURITYHUB_POLICY: (document) =>
    required(document.securityhub, "securityhub", ["enable_in_regions", "disable_in_regions"]),
};

/** @param document what the policies of the type come to; undefined where that is nothing */
export function judgeEffectivePolicy(
  type: ManagementPolicyType,
  document: Document | undefined,
): readonly EffectivePolicyProblem[] {
  return document === undefined ? [] : (RULES[type]?.(document) ?? []);
}

/** Source: AWS Backup Developer Guide, "Quotas"; Organizations User Guide, "Backup policy syntax and examples". */
const PLAN_RULES_MAX = 10;

function judgePlan(name: string, plan: unknown): readonly EffectivePolicyProblem[] {
  const path = `plans/${name}`;
  const rules = membersOf(memberOf(plan, "rules"));
  const tooMany: EffectivePolicyProblem = {
    code: "ELEMENTS_TOO_MANY",
    message: `A backup plan can have ${PLAN_RULES_MAX} rules.`,
    path: `${path}/rules`,
  };
  const tooFew: EffectivePolicyProblem = {
    code: "ELEMENTS_TOO_FEW",
    message: "A backup plan needs a region.",
    path: `${path}/regions`,
  };
  const regions = memberOf(plan, "regions");
  return [
    ...required(plan, path, ["regions", "rules", "selections"]),
    ...(Array.isArray(regions) && regions.length === 0 ? [tooFew] : []),
    ...(rules.length > PLAN_RULES_MAX ? [tooMany] : []),
    ...rules.flatMap(([rule, inner]) =>
      required(inner, `${path}/rules/${rule}`, ["target_backup_vault_name"]),
    ),
  ];
}

function required(value: unknown, path: string, names: readonly string[]): readonly EffectivePolicyProblem[] {
  return names
    .filter((name) => memberOf(value, name) === undefined)
    .map((name) => ({
      code: "KEY_REQUIRED",
      message: `The key ${name} is required.`,
      path: `${path}/${name}`,
    }));
}

function membersOf(value: unknown): readonly (readonly [name: string, member: unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function memberOf(value: unknown, name: string): unknown {
  return membersOf(value).find(([each]) => each === name)?.[1];
}
