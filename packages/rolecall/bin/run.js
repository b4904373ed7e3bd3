import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Beside the packages of the project, and not in a folder that others can write to. Nothing depends on it.
enableCompileCache(fileURLToPath(new URL("../../.cache/rolecall", import.meta.url)));

// The file that npm's link leads to: the greeting names it, and workers run it.
process.argv[1] = fileURLToPath(new URL("rolecall.js", import.meta.url));

await import(new URL("../dist/program/main.js", import.meta.url).href);
