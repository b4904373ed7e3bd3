import { flushCompileCache } from "node:module";
import { resolve } from "node:path";
import { type Configuration, ConfigurationError, readConfiguration } from "../configuration.ts";
import { credentialsFile, PROFILE_NAME } from "../installation/credentials-file.ts";
import { type Program, startProgram } from "../program.ts";
import type { FirstStart, IgnoredSeed } from "../seed/prepare-store.ts";
import { VERSION } from "../version.ts";
import { type Command, EXIT_OK } from "./command.ts";
import { DEFAULT_REGION, renderExports } from "./env.ts";
import { openSurroundings, untilToldToStop } from "./process.ts";

/** `rolecall start`: runs until it is told to stop. */
export const start: Command = async (args, io) => {
  try {
    const configuration = readConfiguration(args, io.environment);
    const program = await startProgram(configuration, openSurroundings(io));
    io.stdout.write(renderGreeting(configuration, program));
    const stopped = untilToldToStop();
    await program.warmUp();
    flushCompileCache();
    await stopped;
    await program.close();
    return EXIT_OK;
  } catch (error) {
    throw explainStartFailure(error);
  }
};

/** What the system refuses is a mistake of whoever asked for it; what is left is a bug, and stays one. */
function explainStartFailure(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const isRefusal = code === "EADDRINUSE" || code === "EACCES" || code === "unavailable";
  return isRefusal ? new ConfigurationError((error as Error).message) : error;
}

function renderGreeting(configuration: Configuration, { endpoint, prepared }: Program): string {
  const { firstStart, ignoredSeed } = prepared;
  const lines = [`Rolecall ${VERSION} listens on ${endpoint}`];
  if (firstStart !== undefined) {
    lines.push(
      `Created ${firstStart.accountIds.length === 1 ? "account" : "accounts"} ${firstStart.accountIds.join(", ")}.`,
    );
    if (firstStart.root !== undefined) {
      const { email, password } = firstStart.root;
      lines.push(`Root user ${email}, password ${password} (it is not shown again).`);
    }
  }
  if (ignoredSeed !== undefined) lines.push(renderIgnoredSeed(ignoredSeed));
  return `${lines.join("\n")}\n${renderUse(configuration, endpoint, firstStart)}`;
}

function renderIgnoredSeed({ file, mistake }: IgnoredSeed): string {
  const told = `The seed ${file} was not applied, because this installation holds accounts already; another --data takes it.`;
  return mistake === undefined ? told : `${told}\nIt would be refused: ${mistake}`;
}

/** The two lines that make `aws sts get-caller-identity` work. */
function renderUse(
  { dataFolder }: Configuration,
  endpoint: string,
  firstStart: FirstStart | undefined,
): string {
  const key = firstStart?.accessKey;
  if (dataFolder === undefined) {
    return key === undefined
      ? ""
      : `\nUse it:\n\n${indent(renderExports(endpoint, key))}  aws sts get-caller-identity\n`;
  }
  const file = resolve(credentialsFile(dataFolder));
  const exports =
    `export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${DEFAULT_REGION} AWS_DEFAULT_REGION=${DEFAULT_REGION} ` +
    `AWS_SHARED_CREDENTIALS_FILE=${file} AWS_PROFILE=${PROFILE_NAME}\n`;
  return `\nUse it:\n\n${indent(exports)}  aws sts get-caller-identity\n`;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}
