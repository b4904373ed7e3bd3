import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { operationNames, serviceNames } from "@rolecall/contracts";
import MiniSearch from "minisearch";
import { SEARCH_OPTIONS } from "./browser/search-options.js";
import { buildSite } from "./build-site.ts";

/** The repository's own pages: every one has a place, and no link is dead, or this does not build. */
test("the site builds, loads nothing from elsewhere, and knows every operation", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-site-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const { addresses } = await buildSite({ root, folder });
  assert.ok(addresses.length > 100);
  for (const address of addresses) {
    const html = readFileSync(join(folder, address), "utf8");
    const loaded = [...html.matchAll(/<(?:script|link|img)\b[^>]* (?:src|href)="([^"]+)"/g)].map(
      ([, url = ""]) => url,
    );
    assert.ok(loaded.length >= 4, address);
    for (const url of loaded) assert.match(url, /^(?:\.\.\/)*assets\/[\w.-]+$/, address);
    assert.doesNotMatch(html, / style=| on\w+="/, `${address} has what its policy forbids`);
  }
  const operations = readFileSync(join(folder, "reference/operations.html"), "utf8");
  for (const service of serviceNames)
    for (const name of await operationNames(service))
      assert.ok(operations.includes(`<code>${name}</code>`), name);
  const index = MiniSearch.loadJSON(
    readFileSync(join(folder, "assets/search-index.json"), "utf8"),
    SEARCH_OPTIONS,
  );
  assert.equal(index.search("GitLab federation")[0]?.id.split("#")[0], "how-to/gitlab.html");
});
