/** What the server takes of this package: where the built files are, and which page a path leads to. */
import type { FirstCall } from "./app/first-call.ts";

export { matchPath } from "./app/match-path.ts";

export type { FirstCall };

/** `site.json`, `index.html` and the assets, where the console was built; the folder is missing otherwise. */
export const SITE_FOLDER: URL = new URL("../generated/site/", import.meta.url);

/** The name of a page of the site, in `site.json`. */
export interface BuiltPage {
  /** Under `/console`: `/iam/users/:userName`. */
  readonly path: string;
  /** Scripts and style sheets that the page needs besides the frame's, under `/console/assets/`. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** Without a frame: nobody needs to be signed in. */
  readonly isBare?: boolean;
  readonly first?: FirstCall;
}
