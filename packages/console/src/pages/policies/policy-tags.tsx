import { iamStep } from "../../patterns/change/change-step.ts";
import { EntityTags } from "../../patterns/entity-tags.tsx";
import { useAll } from "../../patterns/items/use-all.ts";
import { isAwsManaged } from "../../patterns/managed-policy.ts";

/** The tags of a policy. AWS's own have none. */
export function PolicyTags({ policyArn: PolicyArn }: { readonly policyArn: string }) {
  const isOwn = !isAwsManaged(PolicyArn);
  const asked = useAll("iam", "ListPolicyTags", {
    input: isOwn ? { PolicyArn } : undefined,
    items: ({ Tags }) => Tags,
  });
  if (!isOwn) return "AWS’s policies have no tags.";
  return (
    <EntityTags
      name="the policy"
      description="Words that you give a policy, to find it and to write conditions about it (aws:ResourceTag)."
      asked={asked}
      untag={(TagKeys, title) => iamStep(title, "UntagPolicy", { PolicyArn, TagKeys })}
      tag={(Tags, title) => iamStep(title, "TagPolicy", { PolicyArn, Tags })}
    />
  );
}
