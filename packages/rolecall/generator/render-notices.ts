import type { BundledPackage } from "./bundled-packages.ts";

/** The page of the licences of others, as it stands in the package. */
export function renderNotices(packages: readonly BundledPackage[]): string {
  const sections = packages.map(
    ({ name, version, licence, text }) => `## ${name} ${version} (${licence})\n\n${fence(text)}\n`,
  );
  return `# What others wrote\n\nRolecall's package holds code and data of ${packages.length} packages of others, under these licences.\n\n${sections.join("\n")}`;
}

/** A licence is shown as it was written, whatever it holds. */
function fence(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}text\n${text}\n${ticks}`;
}
