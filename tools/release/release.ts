/**
 * `npm run release`: judges the tree, packs the packages, publishes them with proof of where they come from, and tags the commit.
 * With --dry-run it does everything but the last two.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSection } from "./changelog.ts";
import { judgeRelease } from "./judge-release.ts";
import { readManifests } from "./manifests.ts";
import { type PackedRelease, packPackages, withoutDryRun } from "./pack-packages.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDER = join(ROOT, "node_modules/.cache/rolecall-release");

// npm keeps `npm run release --dry-run` for itself, and tells of it so.
const isDryRun = process.argv.includes("--dry-run") || process.env.npm_config_dry_run === "true";

const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" });
const npm = (...args: readonly string[]) =>
  execFileSync("npm", args, { cwd: ROOT, stdio: "inherit", env: withoutDryRun(process.env) });
const lines = (text: string) => text.split("\n").filter((line) => line !== "");

const manifests = readManifests(ROOT);
const version = manifests[0]!.manifest.version;
const changelog = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
const refusals = judgeRelease({
  manifests,
  changelog,
  changedFiles: lines(git("status", "--porcelain")).map((line) => line.slice(3)),
  tags: lines(git("tag", "--list")),
  isDryRun,
  canProveOrigin: process.env.ACTIONS_ID_TOKEN_REQUEST_URL !== undefined,
});
if (refusals.length > 0) {
  console.error(refusals.map((refusal) => `release: ${refusal}`).join("\n"));
  process.exitCode = 1;
} else {
  npm("run", "--silent", "generate");
  const packed = packPackages(ROOT, FOLDER);
  for (const file of ["sbom.cdx.json", "THIRD-PARTY.md"])
    copyFileSync(join(ROOT, "packages/rolecall/dist", file), join(FOLDER, file));
  writeFileSync(join(FOLDER, "notes.md"), `${readSection(changelog, version)}\n`);
  tell(packed);
  if (!isDryRun) publish(packed);
}

function tell(packed: readonly PackedRelease[]): void {
  console.log(`Release ${version} of ${git("rev-parse", "--short", "HEAD").trim()}, in ${FOLDER}:\n`);
  for (const { name, bytes, integrity } of packed)
    console.log(
      `  ${name.padEnd(18)}${`${Math.round(bytes / 1000)} kB`.padStart(8)}  ${integrity.slice(0, 40)}…`,
    );
  console.log("  sbom.cdx.json, THIRD-PARTY.md, notes.md\n");
  if (isDryRun) console.log(`Nothing was published, and v${version} was not tagged: --dry-run.`);
}

function publish(packed: readonly PackedRelease[]): void {
  for (const { file } of packed) npm("publish", file, "--provenance", "--access", "public");
  git("tag", `v${version}`);
  git("push", "origin", `v${version}`);
}
