import Link from "@cloudscape-design/components/link";
import { useQuery } from "@tanstack/react-query";
import { href } from "../../../app/address.ts";
import { ItemsTable } from "../../../patterns/items/items-table.tsx";
import { readAll } from "../../../patterns/items/use-all.ts";
import { policyTypeOf } from "../../../patterns/managed-policy.ts";
import { PolicyLink } from "../../../patterns/permissions/attached-policies.tsx";
import { Folded, WordsOfInline, WordsOfManaged } from "../../../patterns/permissions/policy-words.tsx";
import type { ApiError } from "../../../session/api-error.ts";
import { callOperation } from "../../../session/call-operation.ts";

interface GroupPolicy {
  readonly groupName: string;
  readonly policyName: string;
  /** Absent where it is inline. */
  readonly policyArn?: string;
}

/** What a user may do by its groups. */
export function GroupPolicies({ userName }: { readonly userName: string }) {
  const asked = useQuery<readonly GroupPolicy[], ApiError>({
    queryKey: ["iam", "policies by group", userName],
    queryFn: () => readGroupPolicies(userName),
  });
  return (
    <ItemsTable<GroupPolicy>
      title="Policies by group"
      what="policies by group"
      description="They are changed at the group, for all who are in it."
      asked={asked}
      keyOf={({ groupName, policyName, policyArn = "" }) => `${groupName} ${policyArn}${policyName}`}
      nothing="No policy comes from a group."
      columns={[
        {
          id: "name",
          header: "Policy name",
          cell: ({ policyName, policyArn }) =>
            policyArn === undefined ? (
              policyName
            ) : (
              <PolicyLink PolicyName={policyName} PolicyArn={policyArn} />
            ),
        },
        { id: "type", header: "Type", cell: ({ policyArn }) => policyTypeOf(policyArn) },
        {
          id: "group",
          header: "Group",
          cell: ({ groupName }) => (
            <Link href={href("/iam/groups/:groupName", { groupName })}>{groupName}</Link>
          ),
        },
        { id: "allows", header: "What it allows", cell: (policy) => <Allows {...policy} /> },
      ]}
    />
  );
}

function Allows({ groupName, policyName, policyArn }: GroupPolicy) {
  return (
    <Folded label={`Show ${policyName}`}>
      {() =>
        policyArn === undefined ? (
          <WordsOfInline owner={{ kind: "group", name: groupName }} policyName={policyName} />
        ) : (
          <WordsOfManaged policyArn={policyArn} />
        )
      }
    </Folded>
  );
}

/** A user is in ten groups at most, so that these are few calls. */
async function readGroupPolicies(UserName: string): Promise<readonly GroupPolicy[]> {
  const groups = await readAll(
    (page) => callOperation("iam", "ListGroupsForUser", { UserName, ...page }),
    ({ Groups }) => Groups,
  );
  const each = await Promise.all(groups.map(({ GroupName }) => readPoliciesOf(GroupName)));
  return each.flat();
}

async function readPoliciesOf(GroupName: string): Promise<readonly GroupPolicy[]> {
  const [attached, inline] = await Promise.all([
    readAll(
      (page) => callOperation("iam", "ListAttachedGroupPolicies", { GroupName, ...page }),
      ({ AttachedPolicies }) => AttachedPolicies,
    ),
    readAll(
      (page) => callOperation("iam", "ListGroupPolicies", { GroupName, ...page }),
      ({ PolicyNames }) => PolicyNames,
    ),
  ]);
  return [
    ...attached.flatMap(({ PolicyName, PolicyArn }) =>
      PolicyName === undefined || PolicyArn === undefined
        ? []
        : [{ groupName: GroupName, policyName: PolicyName, policyArn: PolicyArn }],
    ),
    ...inline.map((policyName) => ({ groupName: GroupName, policyName })),
  ];
}
