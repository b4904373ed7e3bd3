import type { LocatedSeed } from "../located-seed.ts";
import { checkSeed } from "../read-seed.ts";
import { mergeSources } from "./merge-sources.ts";
import { readPolicyFiles } from "./policy-files.ts";
import { readSources } from "./read-sources.ts";
import { SeedFiles } from "./seed-files.ts";
import type { Variables } from "./substitute-variables.ts";

interface SeedSource {
  /** As it was named: messages show it, and other files are looked for beside it. */
  readonly file: string;
  readonly text: string;
  readonly variables: Variables;
}

/**
 * A seed with all that its file leads to: variables of the environment, included files, policies in files of their own; checked as one.
 * @throws SeedError with file, line and path of the first thing that is wrong
 */
export async function loadSeed({ file, text, variables }: SeedSource): Promise<LocatedSeed> {
  const files = new SeedFiles();
  const [first, ...others] = await readSources({ file, text }, { files, variables });
  if (first === undefined) throw new Error("A seed has no file.");
  return checkSeed(await readPolicyFiles(mergeSources([first, ...others]), files));
}
