import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Manifest } from "vite";
import type { PageRow } from "../src/app/page-row.ts";
import { PAGES } from "../src/app/pages.ts";
import type { BuiltPage } from "../src/index.ts";
import { compressAssets } from "./compress-assets.ts";
import { shareChunks } from "./share-chunks.ts";
import { leaveOut, resolveTokens, writeFontsAsFiles } from "./vite-plugins.ts";

const SOURCES = fileURLToPath(new URL("../src/", import.meta.url));
const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/rolecall-console/", import.meta.url));

/**
 * Builds the console into a folder: `index.html`, `assets/`, and `site.json`, which says what each page needs.
 * What was there before is gone, once the new one is whole.
 * @throws Error where the sources cannot be built.
 */
export async function buildSite(folder: string, inputs: string): Promise<void> {
  const unfinished = `${folder.replace(/\/$/, "")}.${process.pid}`;
  await build({
    configFile: false,
    root: SOURCES,
    base: "/console/",
    logLevel: "warn",
    cacheDir: CACHE,
    plugins: [writeFontsAsFiles(join(CACHE, "fonts")), resolveTokens(), leaveOut()],
    resolve: { conditions: ["@rolecall/source", "browser", "module", "import", "default"] },
    build: {
      outDir: unfinished,
      emptyOutDir: true,
      manifest: "manifest.json",
      license: { fileName: "licences.md" },
      // The policy of the pages knows no `data:`.
      assetsInlineLimit: 0,
      target: "es2024",
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
      // Cloudscape's modules say "use client", which means nothing without a server that renders them.
      rolldownOptions: {
        checks: { moduleLevelDirective: false },
        output: { codeSplitting: shareChunks(join(SOURCES, "index.html")) },
      },
    },
  });
  placeFirstPaint(unfinished);
  const manifest: Manifest = JSON.parse(readFileSync(join(unfinished, "manifest.json"), "utf8"));
  const pages = PAGES.map((page) => describePage(page, manifest));
  const assets = await compressAssets(join(unfinished, "assets"));
  writeFileSync(join(unfinished, "site.json"), JSON.stringify({ inputs, pages, assets }));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, ".."), { recursive: true });
  renameSync(unfinished, folder);
}

/** What must run before anything is painted is no module: a file of its own, named by its hash as the others are. */
function placeFirstPaint(folder: string): void {
  const script = readFileSync(join(SOURCES, "app/first-paint.js"));
  const file = `assets/first-paint-${createHash("sha256").update(script).digest("hex").slice(0, 8)}.js`;
  writeFileSync(join(folder, file), script);
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  writeFileSync(page, html.replace("<!--first-paint-->", `<script src="/console/${file}"></script>`));
}

/** Which files a page needs besides the frame's, and what it asks first. */
function describePage({ path, load, frame: around, first }: PageRow, manifest: Manifest): BuiltPage {
  const [, name] = /import\("\.\/([^"]+)"\)/.exec(String(load)) ?? [];
  const keys = Object.keys(manifest).filter((key) => name !== undefined && key.endsWith(`/${name}`));
  const [key] = keys;
  if (key === undefined || keys.length > 1)
    throw new Error(`${path}: its load is to import one file whose name no other has, not ${String(load)}`);
  const frame = filesOf("index.html", manifest);
  const own = filesOf(key, manifest);
  return {
    path,
    scripts: [...own.scripts].filter((file) => !frame.scripts.has(file)),
    styles: [...own.styles].filter((file) => !frame.styles.has(file)),
    ...(around === "bare" && { isBare: true }),
    ...(first !== undefined && { first }),
  };
}

interface Files {
  readonly scripts: ReadonlySet<string>;
  readonly styles: ReadonlySet<string>;
}

/** A chunk's files and those of all that it imports at once. */
function filesOf(key: string, manifest: Manifest): Files {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const seen = new Set<string>();
  const visit = (each: string) => {
    if (seen.has(each)) return;
    seen.add(each);
    const chunk = manifest[each];
    if (chunk === undefined) return;
    for (const imported of chunk.imports ?? []) visit(imported);
    scripts.add(chunk.file);
    for (const css of chunk.css ?? []) styles.add(css);
  };
  visit(key);
  return { scripts, styles };
}
