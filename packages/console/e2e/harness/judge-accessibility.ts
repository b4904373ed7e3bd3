import axe from "axe-core";
import type { Page } from "playwright-core";

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/**
 * What axe finds on the page: WCAG 2 A and AA up to 2.2, and best practice.
 * @param impacts which findings count; serious and critical where nothing is said.
 */
export async function judgeAccessibility(
  page: Page,
  impacts: readonly string[] = ["serious", "critical"],
): Promise<readonly string[]> {
  const isThere = await page.evaluate(() => "axe" in window);
  // Evaluated from outside, where the page's policy does not reach.
  if (!isThere) await page.evaluate(axe.source);
  // Wherever a click has scrolled to, half a button may stand under the bars that stay: to axe it is a target too small.
  await page.evaluate(() => window.scrollTo(0, 0));
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = (await page.evaluate(
    // Of what passes nothing is told, which is most of what there is to write down.
    `axe.run(document, { runOnly: { type: "tag", values: ${JSON.stringify(tags)} }, resultTypes: ["violations"] })`,
  )) as AxeResult;
  return violations
    .filter(({ impact }) => impacts.includes(impact ?? "minor"))
    .map(
      ({ id, impact, help, nodes }) =>
        `${impact} ${id}: ${help} (${nodes.map(({ html, failureSummary = "" }) => `${html} ${failureSummary}`).join("; ")})`,
    );
}
