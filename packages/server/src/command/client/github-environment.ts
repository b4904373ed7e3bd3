import { appendFileSync } from "node:fs";
import { Mistake } from "../../mistake.ts";
import type { CommandIo } from "../command.ts";
import { explainSystemError } from "../system-error.ts";
import type { ClientEnvironment } from "./client-environment.ts";

/** What no log of a job may show. */
const SECRETS: ReadonlySet<string> = new Set(["AWS_SECRET_ACCESS_KEY"]);

/**
 * Gives the later steps of a GitHub job an environment: the variables go into the file that GITHUB_ENV names, and what is printed tells the
 * runner to mask the secrets first.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * @param newDelimiter ends a value of several lines; nobody may guess it
 * @throws Mistake where no job runs, or the environment holds what that file cannot take away
 */
export function writeForGitHub(
  { set, unset }: ClientEnvironment,
  { environment, stdout }: Pick<CommandIo, "environment" | "stdout">,
  newDelimiter: () => string,
): void {
  const file = environment.GITHUB_ENV;
  if (!file) throw new Mistake("--shell github: GITHUB_ENV is not set, as it is in a step of a GitHub job.");
  const left = unset.find((name) => environment[name]);
  if (left !== undefined)
    throw new Mistake(
      `--shell github: ${left} is set, and a step cannot take it from those behind it: leave it out of the workflow's env.`,
    );
  for (const [name, value] of Object.entries(set)) {
    if (SECRETS.has(name)) stdout.write(`::add-mask::${escapeData(value)}\n`);
  }
  try {
    appendFileSync(
      file,
      Object.entries(set)
        .map((variable) => renderVariable(variable, newDelimiter))
        .join(""),
    );
  } catch (error) {
    throw explainSystemError(error);
  }
}

function renderVariable([name, value]: readonly [string, string], newDelimiter: () => string): string {
  if (!/[\r\n]/.test(value)) return `${name}=${value}\n`;
  const delimiter = `rolecall_${newDelimiter()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** As the runner reads the data of a command. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
