import assert from "node:assert/strict";
import type { ConsoleTest } from "./console-test.ts";
import { judgeAccessibility } from "./judge-accessibility.ts";

const MODES = ["light", "dark"] as const;
const WIDTHS = [1440, 375] as const;

/**
 * Looks at the page as it stands in both modes and widths: axe finds nothing serious, nothing scrolls sideways, and a picture of
 * each is taken, for people who look.
 */
export async function lookEverywhere({ page, screenshot }: ConsoleTest, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 375 ? 812 : 900 });
    for (const colorScheme of MODES) {
      await page.emulateMedia({ colorScheme });
      const body = colorScheme === "dark" ? "body.awsui-dark-mode" : "body:not(.awsui-dark-mode)";
      await page.locator(body).waitFor();
      const where = `${name}, ${colorScheme} at ${width} px`;
      assert.deepEqual(await judgeAccessibility(page), [], where);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(overflow <= 0, `${where} is ${overflow} px too wide`);
      await screenshot(`${name}-${colorScheme}-${width}`);
    }
  }
}
