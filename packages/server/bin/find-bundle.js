// Plain JavaScript, as main.js is: it runs before anything that could read TypeScript.
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The URL of the program as one bundle, where `npm ci` made one and no file that it was made of has changed since;
 * undefined otherwise, and the program runs from its sources, which say the same.
 * @param {URL} folder Where the bundle is, ending in "/".
 * @returns {string | undefined}
 */
export function findBundle(folder) {
  const manifest = readManifest(new URL("manifest.json", folder));
  // One that another version wrote may have another form.
  if (typeof manifest?.entry !== "string" || !Array.isArray(manifest.inputs)) return undefined;
  // Paths and not URLs: there are hundreds, and a URL takes longer to make than a file to look at.
  const path = fileURLToPath(folder);
  return manifest.inputs.every((input) => isUnchanged(input, path))
    ? new URL(manifest.entry, folder).href
    : undefined;
}

/**
 * What the bundle's generator wrote; paths are relative to it.
 * @param {URL} url
 * @returns {{ entry?: string, inputs?: [path: string, bytes: number, modifiedMs: number][] } | null | undefined}
 */
function readManifest(url) {
  try {
    return JSON.parse(readFileSync(url, "utf8"));
  } catch {
    // None was made, or the making of one was interrupted.
    return undefined;
  }
}

/**
 * @param {readonly [path: string, bytes: number, modifiedMs: number]} input
 * @param {string} folder
 */
function isUnchanged([path, bytes, modifiedMs], folder) {
  const found = statSync(folder + path, { throwIfNoEntry: false });
  return found?.size === bytes && found.mtimeMs === modifiedMs;
}
