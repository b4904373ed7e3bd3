import { iamStep } from "../../patterns/change/change-step.ts";
import { EntityTags } from "../../patterns/entity-tags.tsx";
import { useAll } from "../../patterns/items/use-all.ts";

/** The tags of a role. */
export function TagsTab({ roleName: RoleName }: { readonly roleName: string }) {
  const asked = useAll("iam", "ListRoleTags", { input: { RoleName }, items: ({ Tags }) => Tags });
  return (
    <EntityTags
      name={RoleName}
      description="Words that you give a role, to find it and to write conditions about it (aws:PrincipalTag, aws:ResourceTag)."
      asked={asked}
      untag={(TagKeys, title) => iamStep(title, "UntagRole", { RoleName, TagKeys })}
      tag={(Tags, title) => iamStep(title, "TagRole", { RoleName, Tags })}
    />
  );
}
