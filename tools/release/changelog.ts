const UNRELEASED = "## Unreleased";

/** What CHANGELOG.md says of a version: the text below `## VERSION - YYYY-MM-DD`; undefined where it has no such heading. */
export function readSection(changelog: string, version: string): string | undefined {
  const heading = new RegExp(`^## ${RegExp.escape(version)} - \\d{4}-\\d{2}-\\d{2}$`, "m").exec(changelog);
  if (heading === null) return undefined;
  const [text = ""] = changelog.slice(heading.index + heading[0].length).split(/^## /m, 1);
  return text.trim();
}

/**
 * Makes what is not released a version's section.
 * @param today YYYY-MM-DD
 * @throws Error where nothing is told of what is not released
 */
export function closeSection(changelog: string, version: string, today: string): string {
  const [before, after] = changelog.split(`${UNRELEASED}\n`);
  const [text = ""] = (after ?? "").split(/^## /m, 1);
  if (before === undefined || after === undefined || text.trim() === "")
    throw new Error(`CHANGELOG.md tells nothing under "${UNRELEASED}".`);
  return `${before}${UNRELEASED}\n\n## ${version} - ${today}\n${after}`;
}
