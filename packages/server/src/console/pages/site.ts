import { readFile } from "node:fs/promises";
import type { BuiltPage } from "@rolecall/console";

/** The console as it was built. Files are read when they are first asked for and kept: there are as many as were built. */
export interface Site {
  readonly pages: readonly BuiltPage[];
  /** The shell of every page, with `<!--page-->` where a page's own links belong. */
  readonly html: string;
  /** A file of `assets/` in the best encoding of these; undefined where there is none of that name. */
  asset(name: string, encodings: ReadonlySet<string>): Promise<SiteFile | undefined>;
}

export interface SiteFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** Undefined for the file as it is. */
  readonly encoding: string | undefined;
}

/** What the build writes of itself. */
interface SiteIndex {
  readonly pages: readonly BuiltPage[];
  /** Names in `assets/`, each with the encodings that lie beside it. */
  readonly assets: Readonly<Record<string, readonly string[]>>;
}

/** The best first. */
const ENCODINGS = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
] as const;

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
  woff2: "font/woff2",
  json: "application/json; charset=utf-8",
  yaml: "application/yaml; charset=utf-8",
};

/** Undefined where the console was not built. */
export async function openSite(folder: URL): Promise<Site | undefined> {
  const [index, html] = await Promise.all([readText("site.json", folder), readText("index.html", folder)]);
  if (index === undefined || html === undefined) return undefined;
  const { pages, assets } = JSON.parse(index) as SiteIndex;
  const known = new Map(Object.entries(assets));
  const read = new Map<string, Promise<Uint8Array>>();
  const readOnce = (name: string) => {
    const bytes = read.get(name) ?? readFile(new URL(`assets/${name}`, folder));
    read.set(name, bytes);
    return bytes;
  };
  return {
    pages,
    html,
    async asset(name, accepted) {
      // INVARIANT: only names that the build wrote become paths.
      const written = known.get(name);
      const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
      if (written === undefined || type === undefined) return undefined;
      const best = ENCODINGS.find((each) => accepted.has(each.name) && written.includes(each.name));
      return { bytes: await readOnce(`${name}${best?.suffix ?? ""}`), type, encoding: best?.name };
    },
  };
}

async function readText(name: string, folder: URL): Promise<string | undefined> {
  try {
    return await readFile(new URL(name, folder), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
