import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** What a file of YAML says, for tests of files that other programs read. */
export function readYamlFile(file: string): unknown {
  return parse(readFileSync(file, "utf8"));
}
