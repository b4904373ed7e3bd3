import type { OutputOf } from "../../session/call-operation.ts";
import { Picker } from "../items/picker.tsx";
import { useAll } from "../items/use-all.ts";
import { policyTypeOf } from "../managed-policy.ts";
import type { AttachablePolicy } from "./policy-owner.ts";
import { Folded, WordsOfManaged } from "./policy-words.tsx";

interface PolicyPickerProps {
  /** Those that are attached already are not offered. */
  readonly without: readonly string[];
  readonly chosen: readonly AttachablePolicy[];
  readonly onChoose: (policies: readonly AttachablePolicy[]) => void;
}

/** Managed policies, AWS's and the account's own, to choose from. */
export function PolicyPicker({ without, chosen, onChoose }: PolicyPickerProps) {
  const asked = useAll("iam", "ListPolicies", { input: { Scope: "All" }, items: toAttachable });
  const hidden = new Set(without);
  const data = asked.data?.filter(({ PolicyArn }) => !hidden.has(PolicyArn));
  return (
    <Picker<AttachablePolicy>
      title="Policies"
      what="policies"
      description="What is chosen is attached. A policy can be changed on its own page, for all who have it."
      asked={{ ...asked, data }}
      keyOf={({ PolicyArn }) => PolicyArn}
      textOf={({ PolicyName }) => PolicyName}
      nothing="No policies can be attached."
      chosen={chosen}
      onChoose={onChoose}
      columns={[
        { id: "name", header: "Policy name", cell: ({ PolicyName }) => PolicyName },
        {
          id: "type",
          header: "Type",
          cell: ({ PolicyArn }) => policyTypeOf(PolicyArn),
        },
        {
          id: "allows",
          header: "What it allows",
          cell: ({ PolicyArn, PolicyName }) => (
            <Folded label={`Show ${PolicyName}`}>{() => <WordsOfManaged policyArn={PolicyArn} />}</Folded>
          ),
        },
      ]}
    />
  );
}

function toAttachable({ Policies = [] }: OutputOf<"iam", "ListPolicies">): readonly AttachablePolicy[] {
  return Policies.flatMap(({ PolicyName, Arn, IsAttachable }) =>
    PolicyName === undefined || Arn === undefined || IsAttachable === false
      ? []
      : [{ PolicyName, PolicyArn: Arn }],
  );
}
