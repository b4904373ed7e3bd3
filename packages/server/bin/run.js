// Plain JavaScript, because it is read before the cache is open: were it TypeScript, Node would load its compiler for it at
// every start, 90 ms and 15 MB.
import { enableCompileCache, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { findBundle } from "./find-bundle.js";

// Compiled code and stripped types, kept from the first start on. Nothing depends on it.
enableCompileCache(fileURLToPath(new URL("../../../node_modules/.cache/rolecall", import.meta.url)));

await import(findBundle(new URL("../generated/bundle/", import.meta.url)) ?? fromSource());

function fromSource() {
  // A relative import names its file in full. Node would look for each of more than a thousand on the disk, and for the
  // package.json above it: a third of a start.
  registerHooks({
    resolve(specifier, context, resolveAsNode) {
      if (!specifier.startsWith(".") || !specifier.endsWith(".ts")) return resolveAsNode(specifier, context);
      const { href } = new URL(specifier, context.parentURL);
      return { url: href, format: "module-typescript", shortCircuit: true };
    },
  });
  return "../src/main.ts";
}
