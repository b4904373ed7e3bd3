import type { Item } from "./imds-answer.ts";

/** A folder of names, or an item; undefined: there is nothing of this name. */
export type MetadataNode = MetadataFolder | MetadataLeaf;
export type MetadataFolder = ReadonlyMap<string, MetadataNode>;

/** What an item says when it is asked for; undefined: it is not there. */
export type MetadataLeaf = string | (() => Promise<LeafValue>);
export type LeafValue = Item | string | undefined | typeof UNAVAILABLE;

/** There is one, and nobody can be asked for it now. */
export const UNAVAILABLE = Symbol("unavailable");

type Members = Readonly<Record<string, MetadataNode | undefined>>;

/** A folder of what is there. Undefined where nothing is: there is no empty folder. */
export function folder(members: Members): MetadataFolder | undefined {
  const there = Object.entries(members).filter(
    (entry): entry is [string, MetadataNode] => entry[1] !== undefined,
  );
  return there.length === 0 ? undefined : new Map(there);
}

export function isFolder(node: MetadataNode): node is MetadataFolder {
  return node instanceof Map;
}

/** @param segments names from the root down; none is empty, so that slashes may come double and at the end. */
export function findNode(root: MetadataFolder, segments: readonly string[]): MetadataNode | undefined {
  let node: MetadataNode | undefined = root;
  for (const segment of segments) {
    if (node === undefined || !isFolder(node)) return undefined;
    node = node.get(segment);
  }
  return node;
}

/** A name a line, a folder's with a slash, and no line feed behind the last. */
export function listFolder(entries: MetadataFolder): string {
  return [...entries].map(([name, node]) => (isFolder(node) ? `${name}/` : name)).join("\n");
}
