import { resolve } from "node:path";
import { SeedError } from "../seed-error.ts";
import { formatSeedPath, type SeedPath } from "../seed-path.ts";
import type { SeedFileText } from "../seed-text.ts";
import { shownBeside } from "./read-sources.ts";
import type { SeedFiles } from "./seed-files.ts";

/** The key by which a document stands in a file of its own. */
const KEY = "policyFile";

/** Where a document may stand. */
interface DocumentPlace {
  /** That it is a member of. */
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly path: SeedPath;
}

interface PolicyFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The seed with the texts of the files that it names as documents: `document: { policyFile: read.json }`, or beside a policy's name. What is wrong in one
 * is told with that file's name and line.
 * @throws SeedError with the place where the file is named
 */
export async function readPolicyFiles(source: SeedFileText, files: SeedFiles): Promise<SeedFileText> {
  const value: unknown = structuredClone(source.value);
  const found = new Map<string, PolicyFile>();
  for (const place of documentPlaces(value)) {
    const named = takeName(place, source);
    if (named === undefined) continue;
    const file = await readFile(named, { source, files });
    Object.defineProperty(place.holder, place.key, { value: file.text, enumerable: true });
    found.set(JSON.stringify(place.path), file);
  }
  return {
    ...source,
    value,
    fail(path, message, offset) {
      const file = offset === undefined ? undefined : found.get(JSON.stringify(path));
      if (file === undefined || offset === undefined) return source.fail(path, message, offset);
      const line = file.text.slice(0, offset).split("\n").length;
      return new SeedError(`${file.name}:${line}: ${formatSeedPath(path)}: ${message}`);
    },
  };
}

interface Named {
  readonly name: string;
  readonly at: SeedPath;
}

/** The file that stands in the place of a document; nothing of it stays. */
function takeName({ holder, key, path }: DocumentPlace, { fail }: SeedFileText): Named | undefined {
  const document = holder[key];
  const isBeside = key === "document" && Object.hasOwn(holder, KEY);
  const isInPlace = isRecord(document) && Object.hasOwn(document, KEY);
  const at = isBeside ? [...path.slice(0, -1), KEY] : [...path, KEY];
  if (!isBeside && !isInPlace) return undefined;
  if (isBeside && document !== undefined)
    throw fail(at, "a policy has a document or a policyFile, and not both");
  if (isInPlace && Object.keys(document).length > 1)
    throw fail(path, "policyFile stands for the whole document: nothing else can be beside it");
  const name = isBeside ? holder[KEY] : (document as Record<string, unknown>)[KEY];
  if (typeof name !== "string" || name === "") throw fail(at, "must be the name of a file");
  if (isBeside) delete holder[KEY];
  return { name, at };
}

async function readFile(
  { name, at }: Named,
  { source, files }: { readonly source: SeedFileText; readonly files: SeedFiles },
): Promise<PolicyFile> {
  const folder = source.folderOf(at);
  const text = await files.read(resolve(folder, name)).catch((error: unknown) => {
    throw error instanceof SeedError ? source.fail(at, error.message) : error;
  });
  return { name: shownBeside(`${folder}/seed`, name), text };
}

/** Of a seed whose shape was not looked at yet. */
function* documentPlaces(seed: unknown): Iterable<DocumentPlace> {
  if (!isRecord(seed)) return;
  for (const [index, account] of listed(seed.accounts)) {
    const path = ["accounts", index];
    yield* membersOf(account.policies, "document", [...path, "policies"]);
    yield* membersOf(account.roles, "trust", [...path, "roles"]);
    for (const kind of ["groups", "users", "roles"])
      for (const [at, { inlinePolicies }] of listed(account[kind])) {
        if (!isRecord(inlinePolicies)) continue;
        for (const key of Object.keys(inlinePolicies))
          yield { holder: inlinePolicies, key, path: [...path, kind, at, "inlinePolicies", key] };
      }
  }
  if (!isRecord(seed.organization)) return;
  yield* membersOf(seed.organization.policies, "document", ["organization", "policies"]);
  const { delegationPolicy } = seed.organization;
  if (isRecord(delegationPolicy))
    yield {
      holder: delegationPolicy,
      key: "document",
      path: ["organization", "delegationPolicy", "document"],
    };
}

function* membersOf(list: unknown, key: string, path: SeedPath): Iterable<DocumentPlace> {
  for (const [index, holder] of listed(list)) yield { holder, key, path: [...path, index, key] };
}

function listed(list: unknown): readonly (readonly [number, Record<string, unknown>])[] {
  if (!Array.isArray(list)) return [];
  return [...list.entries()].flatMap(([index, item]: [number, unknown]) =>
    isRecord(item) ? [[index, item] as const] : [],
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
