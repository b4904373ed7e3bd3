/** Where the generator writes and the catalog reads. */
export const INDEX_URL = new URL("../generated/policies.json", import.meta.url);
export const DOCUMENTS_URL = new URL("../generated/documents.jsonl", import.meta.url);

/** Changes whenever the files' form does, so that old ones are generated anew. */
export const INDEX_FORMAT = 2;

/**
 * One policy: name, path (by its place in `paths`), policy id, default version, dates (ISO 8601, whole seconds, UTC), and
 * the bytes of its document, what it allows. A tuple, for the file's size; nothing but the generator and the catalog sees it.
 */
export type IndexRow = readonly [
  name: string,
  path: number,
  policyId: string,
  versionId: string,
  createDate: string,
  updateDate: string,
  documentBytes: number,
  words: string,
];

/** The index file. Documents lie in the order of the rows, each followed by a line feed. */
export interface PolicyIndex {
  /** Name and version of the package that it was made from, and the format that it was made in. */
  readonly source: string;
  readonly paths: readonly string[];
  readonly rows: readonly IndexRow[];
}
