// Plain JavaScript, because the first file is read before the cache is open: were it TypeScript, Node would load its compiler
// for it at every start, 90 ms and 15 MB.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Compiled code and stripped types, kept from the first start on. Nothing depends on it.
enableCompileCache(fileURLToPath(new URL("../../../node_modules/.cache/rolecall", import.meta.url)));

await import("../src/main.ts");
