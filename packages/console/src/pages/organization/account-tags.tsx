import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { Failed } from "../../patterns/failed.tsx";
import { Loading } from "../../patterns/loading.tsx";
import { type Tag, type TagChanges, TagsEditor } from "../../patterns/tags-editor.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { useChange } from "../../session/use-operation.ts";
import { useTokens } from "./read-tokens.ts";

/** The tags of an account, of which conditions may ask. */
export function AccountTags({ accountId }: { readonly accountId: string }) {
  const tags = useTokens("ListTagsForResource", { ResourceId: accountId }, ({ Tags }) => Tags);
  if (tags.error !== null) return <Failed what="The tags could not be read." error={tags.error} />;
  if (tags.data === undefined) return <Loading what="the tags" />;
  return <Editor key={JSON.stringify(tags.data)} accountId={accountId} tags={tags.data} />;
}

function Editor({ accountId, tags }: { readonly accountId: string; readonly tags: readonly Tag[] }) {
  const [changes, setChanges] = useState<TagChanges>();
  const [error, setError] = useState<ApiError>();
  const tag = useChange("organizations", "TagResource");
  const untag = useChange("organizations", "UntagResource");
  const save = async ({ set, removed }: TagChanges) => {
    setError(undefined);
    try {
      if (removed.length > 0) await untag.mutateAsync({ ResourceId: accountId, TagKeys: removed });
      if (set.length > 0) await tag.mutateAsync({ ResourceId: accountId, Tags: set });
      flashes.show({ type: "success", content: "The tags were saved." });
    } catch (caught) {
      setError(caught as ApiError);
    }
  };
  return (
    <SpaceBetween size="m">
      {error !== undefined && <Failed what="Not all tags were saved." error={error} />}
      <TagsEditor tags={tags} onChange={setChanges} />
      <Button
        disabled={changes?.isChanged !== true || !changes.isValid}
        loading={tag.isPending || untag.isPending}
        onClick={() => changes !== undefined && void save(changes)}
      >
        Save tags
      </Button>
    </SpaceBetween>
  );
}
