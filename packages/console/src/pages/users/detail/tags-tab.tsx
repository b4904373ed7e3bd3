import { iamStep } from "../../../patterns/change/change-step.ts";
import { EntityTags } from "../../../patterns/entity-tags.tsx";
import { useAll } from "../../../patterns/items/use-all.ts";

/** The tags of a user. */
export function TagsTab({ userName: UserName }: { readonly userName: string }) {
  const asked = useAll("iam", "ListUserTags", { input: { UserName }, items: ({ Tags }) => Tags });
  return (
    <EntityTags
      name={UserName}
      description="Names and values that policies can ask for (aws:PrincipalTag), and people can search by."
      asked={asked}
      untag={(TagKeys, title) => iamStep(title, "UntagUser", { UserName, TagKeys })}
      tag={(Tags, title) => iamStep(title, "TagUser", { UserName, Tags })}
    />
  );
}
