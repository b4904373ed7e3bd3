import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMemo } from "react";
import { useSearch } from "../../../app/address.ts";
import { Failed } from "../../../patterns/failed.tsx";
import type { OrganizationTree, TreeNode } from "../organization-tree.ts";
import { setSearch } from "../set-search.ts";
import { type Attached, useAttachments } from "./attachments.ts";
import { countAttached, findHits, type Marks, reachOf } from "./marks.ts";
import { TreeTools } from "./tree-tools.tsx";
import { TreeView } from "./tree-view.tsx";
import { useDelegated } from "./use-delegated.ts";

interface OrganizationPictureProps {
  readonly tree: OrganizationTree;
  /** From the root to what is chosen. */
  readonly way: readonly TreeNode[];
  readonly onDrop: (accountId: string, targetId: string) => void;
}

const NONE: readonly Attached[] = [];

/** The tree with what was chosen, found and asked about lit in it; all of that stands in the address. */
export function OrganizationPicture({ tree, way, onDrop }: OrganizationPictureProps) {
  const search = new URLSearchParams(useSearch());
  const text = search.get("find") ?? "";
  const policyId = search.get("reach") ?? undefined;
  const { data: policies = NONE, error } = useAttachments();
  const delegated = useDelegated();
  const wayIds = way.map(({ id }) => id).join(" ");
  const marks = useMemo<Marks>(
    () => ({
      way: new Set(wayIds.split(" ")),
      reached: reachOf(
        tree.root,
        policies.find(({ id }) => id === policyId),
      ),
      hits: findHits(tree, text, policies),
      attached: countAttached(policies),
    }),
    [tree, wayIds, policies, policyId, text],
  );
  return (
    <SpaceBetween size="s">
      <TreeTools
        text={text}
        hitCount={marks.hits.size}
        onFind={(find) => setSearch({ find })}
        policies={policies}
        policyId={policyId}
        onShowReach={(reach) => setSearch({ reach })}
      />
      {error !== null && <Failed what="Where policies are attached could not be read." error={error} />}
      <TreeView
        tree={tree}
        delegated={delegated}
        chosen={way.at(-1)?.id ?? tree.root.id}
        marks={marks}
        onChoose={(at) => setSearch({ at })}
        onDrop={onDrop}
      />
    </SpaceBetween>
  );
}
