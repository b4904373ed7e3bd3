import type { Subject } from "../access/called-by.ts";
import type { PlainError } from "../error/plain-errors.ts";
import { refusal } from "../error.ts";
import { type FoundNode, findNode, type NodeRecord, nodePermission } from "./node.ts";

type NodeOf<Kind extends NodeRecord["kind"]> = Extract<NodeRecord, { readonly kind: Kind }>;

/**
 * A node of one of these kinds, by its id in the input.
 * @param missing what is said where there is none of these kinds by that id
 */
function nodeNamed<Input, Kind extends NodeRecord["kind"]>(
  idOf: (input: Input) => string,
  kinds: readonly Kind[],
  missing: PlainError,
): Subject<Input, FoundNode, NodeOf<Kind>> {
  const isOfKind = (record: NodeRecord): record is NodeOf<Kind> => kinds.some((kind) => kind === record.kind);
  return {
    find: ({ tx, input }, { organization }) => findNode(tx, organization, idOf(input)),
    permission: (_call, found, { organization }) => nodePermission(organization, found),
    take({ record }) {
      if (record === undefined || !isOfKind(record)) throw refusal(missing);
      return record;
    },
  };
}

export type ParentNode = NodeOf<"root" | "organizationalUnit">;

/** The root or a unit, under which units and accounts stand. */
export const parentNamed = nodeNamed(
  (input: { readonly ParentId: string }) => input.ParentId,
  ["root", "organizationalUnit"],
  "ParentNotFoundException",
);

export const unitNamed = nodeNamed(
  (input: { readonly OrganizationalUnitId: string }) => input.OrganizationalUnitId,
  ["organizationalUnit"],
  "OrganizationalUnitNotFoundException",
);

export const childNamed = nodeNamed(
  (input: { readonly ChildId: string }) => input.ChildId,
  ["organizationalUnit", "account"],
  "ChildNotFoundException",
);

export function parentIdOf(node: ParentNode) {
  return node.kind === "root" ? node.organization.rootId : node.unit.id;
}
