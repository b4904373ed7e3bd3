/** Why the site is not built: a line for each thing that is wrong. */
export class BuildError extends Error {
  override name = "BuildError";

  constructor(findings: readonly string[]) {
    super(findings.join("\n"));
  }
}
