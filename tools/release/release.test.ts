import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { closeSection, readSection } from "./changelog.ts";
import { judgeRelease, type ReleaseFacts } from "./judge-release.ts";
import { findOtherVersions, readManifests, writeVersion } from "./manifests.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CHANGELOG =
  "# Changelog\n\n## Unreleased\n\n### Added\n\n- One thing.\n\n## 0.1.0 - 2026-11-01\n\n- The first.\n";

const READY: ReleaseFacts = {
  manifests: [
    { path: "package.json", manifest: { name: "root", version: "0.1.0" } },
    {
      path: "packages/rolecall/package.json",
      manifest: { name: "rolecall", version: "0.1.0", repository: "github:rolecall/rolecall" },
    },
  ],
  changelog: CHANGELOG,
  changedFiles: [],
  tags: ["v0.0.9"],
  isDryRun: false,
  canProveOrigin: true,
};

test("a tree that is ready is released", () => {
  assert.deepEqual(judgeRelease(READY), []);
});

const REFUSED: readonly (readonly [why: string, facts: Partial<ReleaseFacts>, said: RegExp])[] = [
  [
    "a file that is not committed",
    { changedFiles: ["README.md"] },
    /^These files are not committed: README\.md\.$/,
  ],
  [
    "many of them",
    { changedFiles: ["a", "b", "c", "d", "e", "f", "g"] },
    /^These files are not committed: a, b, c, d, e, and 2 more\.$/,
  ],
  [
    "a version that is tagged",
    { tags: ["v0.1.0"] },
    /^Version 0\.1\.0 is tagged already \(v0\.1\.0\): npm run release:version -- VERSION /,
  ],
  [
    "no section",
    { changelog: "# Changelog\n\n## Unreleased\n" },
    /^CHANGELOG\.md has no section "## 0\.1\.0 - YYYY-MM-DD": /,
  ],
  [
    "an empty section",
    { changelog: "## 0.1.0 - 2026-11-01\n\n## 0.0.9 - 2026-10-01\n\n- It.\n" },
    /^CHANGELOG\.md tells nothing of 0\.1\.0\.$/,
  ],
  [
    "nobody who can prove where it comes from",
    { canProveOrigin: false },
    /^Only the workflow release\.yml publishes/,
  ],
  [
    "a package without a repository",
    {
      manifests: [
        READY.manifests[0]!,
        { path: "packages/rolecall/package.json", manifest: { name: "rolecall", version: "0.1.0" } },
      ],
    },
    /^packages\/rolecall\/package\.json names no repository/,
  ],
  [
    "two versions",
    {
      manifests: [
        ...READY.manifests,
        {
          path: "bench/package.json",
          manifest: { name: "bench", version: "0.2.0", dependencies: { rolecall: "0.0.9" } },
        },
      ],
    },
    /^bench\/package\.json has version 0\.2\.0, and the root's package\.json 0\.1\.0: npm run release:version -- 0\.1\.0 puts it right\./,
  ],
];

for (const [why, facts, said] of REFUSED)
  test(`${why} is refused`, () => {
    assert.match(judgeRelease({ ...READY, ...facts })[0] ?? "", said);
  });

test("a dry run needs no proof and no repository, and everything else", () => {
  const dry = { ...READY, manifests: [READY.manifests[0]!], isDryRun: true, canProveOrigin: false };
  assert.deepEqual(judgeRelease(dry), []);
  assert.equal(judgeRelease({ ...dry, changedFiles: ["a"], tags: ["v0.1.0"], changelog: "" }).length, 3);
});

test("a version's section is read to the next one, and closed from what is not released", () => {
  assert.equal(readSection(CHANGELOG, "0.1.0"), "- The first.");
  assert.equal(readSection(CHANGELOG, "0.1"), undefined);
  const closed = closeSection(CHANGELOG, "0.2.0", "2026-12-01");
  assert.equal(readSection(closed, "0.2.0"), "### Added\n\n- One thing.");
  assert.equal(readSection(closed, "0.1.0"), "- The first.");
  assert.match(closed, /^# Changelog\n\n## Unreleased\n\n## 0\.2\.0 - 2026-12-01\n/);
  assert.throws(() => closeSection(closed, "0.3.0", "2026-12-02"), /tells nothing under "## Unreleased"/);
});

test("all packages of the repository have one version", () => {
  assert.deepEqual(findOtherVersions(readManifests(ROOT)), []);
});

test("a new version is every package's, and what they need of one another; nothing else changes", (context) => {
  const root = mkdtempSync(join(tmpdir(), "rolecall-version-"));
  context.after(() => rmSync(root, { recursive: true }));
  const files = readManifests(ROOT);
  for (const { path } of files) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), readFileSync(join(ROOT, path)));
  }
  writeVersion(root, "7.8.9");
  assert.deepEqual(findOtherVersions(readManifests(root)), []);
  assert.equal(readManifests(root)[0]?.manifest.version, "7.8.9");
  writeVersion(root, files[0]!.manifest.version);
  for (const { path } of files)
    assert.equal(readFileSync(join(root, path), "utf8"), readFileSync(join(ROOT, path), "utf8"), path);
});
