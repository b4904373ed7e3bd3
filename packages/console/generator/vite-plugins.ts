import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Plugin } from "vite";

const { resolve } = createRequire(import.meta.url);

/**
 * Cloudscape's global styles carry eight fonts as text: 190 kB before anything is painted, and a policy that must allow `data:`.
 * They become files, loaded when a text needs them. Before Vite sees the style sheet, so that its hash is of what is sent.
 * @param folder Where the files are written for Vite to take them.
 */
export function writeFontsAsFiles(folder: string): Plugin {
  const FONT = /data:font\/woff2;(?:charset=utf-8;)?base64,([\w+/=]+)/g;
  return {
    name: "fonts as files",
    enforce: "pre",
    transform(css, id) {
      if (!/global-styles\/index\.css$/.test(id)) return undefined;
      mkdirSync(folder, { recursive: true });
      return css.replace(FONT, (_whole, text: string) => {
        const bytes = Buffer.from(text, "base64");
        const path = join(folder, `${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}.woff2`);
        writeFileSync(path, bytes);
        return path;
      });
    },
  };
}

/**
 * `var(--token-colorTextBodyDefault)` in our style sheets becomes the custom property of the components that are installed, which has
 * a hash in its name: @cloudscape-design/design-tokens has other hashes, and dark mode silently gets light values.
 * Fails for a name that the components do not have.
 */
export function resolveTokens(): Plugin {
  const tokens = readTokens();
  return {
    name: "design tokens",
    enforce: "pre",
    transform(css, id) {
      if (!/\/src\/.*\.css$/.test(id)) return undefined;
      return css.replace(/var\(--token-(\w+)\)/g, (_whole, name: string) => {
        const value = tokens.get(name);
        if (value === undefined) throw new Error(`${id}: Cloudscape has no token ${name}.`);
        return value;
      });
    },
  };
}

/** Name → `var(--…, fallback)`, of the components that are installed. */
function readTokens(): ReadonlyMap<string, string> {
  const components = resolve("@cloudscape-design/components/package.json");
  const text = readFileSync(join(components, "../internal/generated/styles/tokens.js"), "utf8");
  return new Map(
    [...text.matchAll(/^export var (\w+) = "(.*)";$/gm)].map(([, name, value]) => [name!, value!]),
  );
}

/** Of Cloudscape's layout: what AWS's own console plugs into it at run time, and the message of a boundary that none of our pages sets. */
const LEFT_OUT = [
  "app-layout/visual-refresh-toolbar/drawer/feature-notifications-drawer-content.js",
  "app-layout/visual-refresh-toolbar/drawer/global-ai-drawer.js",
  "app-layout/visual-refresh-toolbar/drawer/global-bottom-drawer.js",
  "app-layout/visual-refresh-toolbar/drawer/global-drawer.js",
  "error-boundary/fallback.js",
];

/**
 * Puts components that draw nothing in place of those that no page of ours can show: with what they import (sorting by drag and drop,
 * a language for messages) they are an eighth of the frame. Fails where the installed components have one of them no more.
 */
export function leaveOut(): Plugin {
  const missing = new Set(LEFT_OUT);
  return {
    name: "left out",
    enforce: "pre",
    transform(code, id) {
      const path = LEFT_OUT.find((each) => id.endsWith(`@cloudscape-design/components/${each}`));
      if (path === undefined) return undefined;
      missing.delete(path);
      const names = [...code.matchAll(/^export (?:function|const) (\w+)/gm)].map(([, name]) => name);
      const hasDefault = /^export default /m.test(code);
      if (names.length === 0 && !hasDefault) throw new Error(`${id} exports nothing.`);
      const draws = names.map((name) => `export const ${name} = () => null;`);
      return [...draws, ...(hasDefault ? ["export default () => null;"] : [])].join("\n");
    },
    buildEnd(error) {
      if (error === undefined && missing.size > 0)
        throw new Error(`Cloudscape has no ${[...missing].join(", ")}.`);
    },
  };
}
