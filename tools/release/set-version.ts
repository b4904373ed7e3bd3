/** `npm run release:version -- VERSION`: one version for all packages, and a section of CHANGELOG.md for it. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { closeSection, readSection } from "./changelog.ts";
import { writeVersion } from "./manifests.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** https://semver.org, without what is built from it. */
const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?$/;

const [, , version = ""] = process.argv;
if (!VERSION.test(version)) {
  console.error(`release:version: "${version}" is no version such as 0.2.0 or 1.0.0-rc.1.`);
  process.exitCode = 2;
} else {
  writeVersion(ROOT, version);
  const file = join(ROOT, "CHANGELOG.md");
  const changelog = readFileSync(file, "utf8");
  if (readSection(changelog, version) === undefined)
    writeFileSync(file, closeSection(changelog, version, new Date().toISOString().slice(0, 10)));
  // The lock file tells the versions of the workspaces too.
  const args = ["install", "--package-lock-only", "--ignore-scripts", "--loglevel=error"];
  execFileSync("npm", args, { cwd: ROOT, stdio: "inherit" });
  console.log(`All packages have version ${version}. Look at CHANGELOG.md, and commit.`);
}
