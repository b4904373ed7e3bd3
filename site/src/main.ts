/** `npm run docs`: builds the site into site/generated; with `--serve`, also serves it until Ctrl-C. */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { BuildError } from "./build-error.ts";
import { buildSite } from "./build-site.ts";
import { serveSite } from "./serve-site.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = fileURLToPath(new URL("../generated", import.meta.url));
const { values } = parseArgs({
  options: { serve: { type: "boolean" }, port: { type: "string", default: "4680" } },
});

try {
  const startedAt = performance.now();
  const { addresses, indexBytes } = await buildSite({ root, folder });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(
    `${addresses.length} pages in ${seconds} s, in ${folder}; the search's index has ${Math.ceil(indexBytes / 1024)} KiB.`,
  );
  if (values.serve) console.log(`Read it: ${(await serveSite(folder, Number(values.port))).endpoint}/`);
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
