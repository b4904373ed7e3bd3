import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { createBoundedCache } from "@rolecall/bounded-cache";
import { type Arn, formatArn, inOwnPartition } from "@rolecall/names";
import { DOCUMENTS_URL, INDEX_URL, type IndexRow, type PolicyIndex } from "./policy-index.ts";

/** A policy that AWS manages: the same in every account, and read-only. */
export interface ManagedPolicy {
  readonly name: string;
  /** "/", "/service-role/", "/job-function/", … */
  readonly path: string;
  readonly arn: Arn;
  /** ANPA…: made from the ARN, since no source publishes AWS's own. */
  readonly policyId: string;
  /** "v3" */
  readonly defaultVersionId: string;
  /** ISO 8601, whole seconds, UTC. */
  readonly createDate: string;
  /** When the default version was made. */
  readonly updateDate: string;
  /** What the default version allows, for a table's cell: `Read everything in S3 and S3 Object Lambda`. */
  readonly words: string;
}

export interface ManagedPolicyCatalog {
  readonly size: number;
  /** All of them, sorted by name. */
  list(): readonly ManagedPolicy[];
  get(arn: string): ManagedPolicy | undefined;
  /** The default version's document, as JSON text without white space. */
  document(arn: string): string | undefined;
}

/** One row of the index; its policy is made when it is asked for: who needs one seldom needs all. */
class Entry {
  readonly #row: IndexRow;
  readonly #paths: readonly string[];
  /** Where its document begins. */
  readonly offset: number;
  #policy: ManagedPolicy | undefined;

  constructor(row: IndexRow, paths: readonly string[], offset: number) {
    this.#row = row;
    this.#paths = paths;
    this.offset = offset;
  }

  get bytes(): number {
    return this.#row[6];
  }

  get policy(): ManagedPolicy {
    this.#policy ??= toPolicy(this.#row, this.#paths);
    return this.#policy;
  }
}

/** By name: no two of AWS's have the same. */
type Entries = ReadonlyMap<string, Entry>;

/** Whoever needs a document often compiles it once; this spares a second reading soon after the first. */
const CACHED_DOCUMENTS = 64;

const LINE_FEED_BYTES = 1;

/**
 * The catalog of AWS-managed policies. Nothing is read before it is asked for: the index (0.2 MB) at the first question, a
 * document when it is wanted.
 * @throws Error at the first question, if the files were not generated.
 */
export function openManagedPolicies(): ManagedPolicyCatalog {
  let entries: Entries | undefined;
  let list: readonly ManagedPolicy[] | undefined;
  const documents = createBoundedCache<string>({ entries: CACHED_DOCUMENTS });
  function loaded(): Entries {
    entries ??= readEntries();
    return entries;
  }
  function find(arn: string): Entry | undefined {
    const entry = loaded().get(arn.slice(arn.lastIndexOf("/") + 1));
    return entry?.policy.arn === arn ? entry : undefined;
  }
  return {
    get size() {
      return loaded().size;
    },
    list() {
      list ??= Array.from(loaded().values(), (entry) => entry.policy);
      return list;
    },
    get(arn) {
      return find(arn)?.policy;
    },
    document(arn) {
      const cached = documents.get(arn);
      if (cached !== undefined) return cached;
      const entry = find(arn);
      if (entry === undefined) return undefined;
      const text = inOwnPartition(readDocument(entry));
      documents.set(arn, text);
      return text;
    },
  };
}

function readEntries(): Entries {
  const { paths, rows } = readIndex();
  const entries = new Map<string, Entry>();
  let offset = 0;
  for (const row of rows) {
    entries.set(row[0], new Entry(row, paths, offset));
    offset += row[6] + LINE_FEED_BYTES;
  }
  if (entries.size < rows.length) throw new Error("two AWS-managed policies have one name");
  return entries;
}

function readIndex(): PolicyIndex {
  try {
    return JSON.parse(readFileSync(INDEX_URL, "utf8")) as PolicyIndex;
  } catch (cause) {
    throw new Error("the AWS-managed policies are not generated; npm run prepare writes them", { cause });
  }
}

function toPolicy(row: IndexRow, paths: readonly string[]): ManagedPolicy {
  const [name, pathAt, policyId, defaultVersionId, createDate, updateDate, , words] = row;
  const path = paths[pathAt] as string;
  return {
    name,
    path,
    arn: formatArn("aws-policy", { path, name }),
    policyId,
    defaultVersionId,
    createDate,
    updateDate,
    words,
  };
}

function readDocument({ offset, bytes }: Entry): string {
  const text = Buffer.alloc(bytes);
  const file = openSync(DOCUMENTS_URL, "r");
  try {
    if (readSync(file, text, 0, bytes, offset) !== bytes)
      throw new Error("the AWS-managed policies' file is cut short");
  } finally {
    closeSync(file);
  }
  return text.toString("utf8");
}
