import { readSection } from "./changelog.ts";
import { findOtherVersions, type ManifestFile, RELEASED } from "./manifests.ts";

/** What is known of the tree that is to be released. */
export interface ReleaseFacts {
  readonly manifests: readonly ManifestFile[];
  readonly changelog: string;
  /** Files that differ from the last commit, as git tells them. */
  readonly changedFiles: readonly string[];
  readonly tags: readonly string[];
  /** Nothing is published. */
  readonly isDryRun: boolean;
  /** Who publishes can prove to npm which workflow run it is. */
  readonly canProveOrigin: boolean;
}

const MOST_TOLD = 5;

/** Why this tree cannot be released, a sentence each; empty where it can. */
export function judgeRelease(facts: ReleaseFacts): readonly string[] {
  const version = facts.manifests[0]?.manifest.version ?? "";
  return [
    ...judgeTree(facts.changedFiles),
    ...findOtherVersions(facts.manifests).map(
      (told) =>
        `${told}, and the root's package.json ${version}: npm run release:version -- ${version} puts it right.`,
    ),
    ...(facts.tags.includes(`v${version}`)
      ? [
          `Version ${version} is tagged already (v${version}): npm run release:version -- VERSION sets the next one.`,
        ]
      : []),
    ...judgeChangelog(facts.changelog, version),
    ...(facts.isDryRun ? [] : judgePublishing(facts)),
  ];
}

function judgeTree(changedFiles: readonly string[]): readonly string[] {
  if (changedFiles.length === 0) return [];
  const more = changedFiles.length > MOST_TOLD ? `, and ${changedFiles.length - MOST_TOLD} more` : "";
  return [`These files are not committed: ${changedFiles.slice(0, MOST_TOLD).join(", ")}${more}.`];
}

function judgeChangelog(changelog: string, version: string): readonly string[] {
  const section = readSection(changelog, version);
  if (section === undefined)
    return [
      `CHANGELOG.md has no section "## ${version} - YYYY-MM-DD": npm run release:version -- ${version} makes it.`,
    ];
  return section === "" ? [`CHANGELOG.md tells nothing of ${version}.`] : [];
}

function judgePublishing({ manifests, canProveOrigin }: ReleaseFacts): readonly string[] {
  const without = manifests.filter(
    ({ manifest }) => RELEASED.includes(manifest.name) && manifest.repository === undefined,
  );
  return [
    ...(canProveOrigin
      ? []
      : [
          "Only the workflow release.yml publishes, which can prove where a package comes from; here npm run release -- --dry-run does all the rest.",
        ]),
    ...without.map(
      ({ path }) =>
        `${path} names no repository, with which npm compares where a package says that it comes from.`,
    ),
  ];
}
