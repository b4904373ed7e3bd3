/** What is checked beside the tests, each with the command that a person would type. */
export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

export const CHECKS: readonly Check[] = [
  { name: "types", command: ["tsc", "-p", "tsconfig.json"] },
  { name: "types of the pure package", command: ["tsc", "-p", "packages/policy/tsconfig.json"] },
  { name: "types of the console", command: ["tsc", "-p", "packages/console/tsconfig.json"] },
  { name: "types of the site", command: ["tsc", "-p", "site/tsconfig.json"] },
  { name: "lint and format", command: ["biome", "check", "."] },
  { name: "dead code", command: ["knip", "--no-config-hints"] },
];
