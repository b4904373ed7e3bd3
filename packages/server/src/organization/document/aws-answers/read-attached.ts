import { qualifiedName } from "../../../seed/organization/named-policies.ts";
import type { SeedOrganizationPolicy } from "../../../seed/organization/seed-organization.ts";
import { FULL_ACCESS_ID } from "../../tree/organization-tree.ts";
import type { Answers } from "./answers.ts";
import { tagsOf } from "./tags-of-answers.ts";

export interface Attached {
  /** The organization's own policies. */
  readonly policies: readonly object[];
  /** By the id of what they are attached to, each by its type and name. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Whether the answers tell that FullAWSAccess is not attached there. */
  lacksFullAccess(id: string): boolean;
}

/** The policies of the answers, with what they are attached to. AWS's own ones are attached by themselves. */
export function readAttached(answers: Answers): Attached {
  const policies = new Map<string, object>();
  const names = new Map<string, string>();
  for (const [id, answer] of answers.byId("describe-policy")) {
    const policy = answers.object(answer, "Policy");
    const summary = answers.object(policy, "PolicySummary");
    if (summary.value.AwsManaged === true) continue;
    const name = answers.text(summary, "Name");
    const type = answers.text(summary, "Type") as SeedOrganizationPolicy["type"];
    const description = summary.value.Description ?? "";
    const document = answers.text(policy, "Content");
    policies.set(id, { id, name, type, description, document, ...tagsOf(answers, id) });
    names.set(id, qualifiedName({ type, name }));
  }
  const targets = answers.byId("list-targets-for-policy");
  const attached = new Map<string, string[]>();
  for (const [policyId, answer] of targets) {
    const name = names.get(policyId);
    if (name === undefined) {
      if (!/^p-(?:RCP)?FullAWSAccess$/.test(policyId))
        throw answers.fail(answer.path, `no answer of describe-policy tells of ${policyId}`);
      continue;
    }
    for (const target of answers.list(answer, "Targets")) {
      const id = answers.text(target, "TargetId");
      attached.set(id, [...(attached.get(id) ?? []), name]);
    }
  }
  const full = targets.get(FULL_ACCESS_ID);
  const hasFull =
    full === undefined
      ? undefined
      : new Set(answers.list(full, "Targets").map((target) => answers.text(target, "TargetId")));
  return {
    policies: [...policies.values()],
    names: attached,
    lacksFullAccess: (id) => hasFull?.has(id) === false,
  };
}
