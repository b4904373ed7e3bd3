import { openPage, pageOf } from "@rolecall/operations";
import { calledBy, type Subject } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { judgeEffectivePolicy } from "../management-policy/judge-effective-policy.ts";
import type { PolicyNode } from "../management-policy/policy-node.ts";
import type { ManagementPolicyType } from "../policy-type.ts";
import { pathOfParent } from "../subject/entity-path.ts";
import { type Member, memberAccount } from "../subject/member.ts";
import type { FoundNode } from "../subject/node.ts";
import { typeContext } from "../subject/policy.ts";
import { type Levels, levelsOf, mergeLevels } from "./inherited-policies.ts";

interface Naming {
  readonly AccountId: string;
  readonly PolicyType: ManagementPolicyType;
}

const accountAndType: Subject<Naming, FoundNode, Member> = {
  ...memberAccount,
  permission: (call, found, place) => ({
    ...memberAccount.permission(call, found, place),
    ...typeContext(call.input.PolicyType),
  }),
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListEffectivePolicyValidationErrors.html */
export const listEffectivePolicyValidationErrors = organizations.read("ListEffectivePolicyValidationErrors", {
  on: calledBy("delegates", accountAndType),
  perform: async ({ call, target: { organization, subject } }) => {
    const { tx, input, now } = call;
    const { PolicyType: type } = input;
    const { accountId, parentId } = subject.member;
    if (!organization.enabledPolicyTypes.includes(type)) throw refusal("EffectivePolicyNotFoundException");
    const levels = await levelsOf({ tx, organization, type }, subject.member);
    const pager = openPage(call, accountId, type);
    const problems = judgeEffectivePolicy(type, mergeLevels(levels));
    const page = pageOf(problems, ({ path, code }) => `${path} ${code}`, pager.request);
    return {
      AccountId: accountId,
      PolicyType: type,
      Path: `${await pathOfParent(tx, organization, parentId)}${accountId}/`,
      EvaluationTimestamp: new Date(now),
      EffectivePolicyValidationErrors: page.items.map(({ code, message, path }) => ({
        ErrorCode: code,
        ErrorMessage: message,
        PathToError: path,
        ContributingPolicies: contributors(levels, path),
      })),
      ...pager.marks(page),
    };
  },
});

/** Those that say anything of where the problem is. */
function contributors(levels: Levels, path: string): readonly string[] {
  const place = path.split("/").slice(0, -1);
  const ids = levels.flat().filter(({ document }) => reaches(document, place));
  return [...new Set(ids.map(({ id }) => id))];
}

function reaches(document: PolicyNode, place: readonly string[]): boolean {
  let node: PolicyNode | undefined = document;
  for (const name of place) node = node?.members.get(name);
  return node !== undefined;
}
