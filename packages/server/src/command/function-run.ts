import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { isArn, PARTITIONS } from "@rolecall/names";
import { readCallerEndpoint } from "../credential-delivery/caller-endpoint.ts";
import { askFunctionCredentials, type FunctionCredentials } from "../function-run/ask-credentials.ts";
import { runCommandHandler } from "../function-run/command-runtime.ts";
import { functionEnvironment } from "../function-run/function-environment.ts";
import { runNodeHandler } from "../function-run/node-runtime.ts";
import type { Invocation, Outcome } from "../function-run/outcome.ts";
import { Mistake } from "../mistake.ts";
import { readCredentials } from "../organization/source/aws-credentials.ts";
import { type Command, type CommandIo, EXIT_BROKEN, EXIT_OK } from "./command.ts";
import { FUNCTION_RUN_OPTIONS } from "./options/function-run-options.ts";
import type { OptionValues } from "./options/option.ts";
import { parseOptions, refusePositionals } from "./options/parse-options.ts";
import { openSurroundings } from "./process.ts";

type Values = OptionValues<typeof FUNCTION_RUN_OPTIONS>;

/** A function as it is to be run. */
interface FunctionToRun {
  readonly values: Values;
  readonly name: string;
  /** Undefined where it is a command. */
  readonly handler: string | undefined;
  readonly command: readonly string[];
  readonly taskRoot: string;
  readonly region: string;
  readonly endpoint: string;
}

/** `rolecall function run`: a function on this machine with its execution role, called once. */
export const runFunction: Command = async (args, io) => {
  const plan = await readPlan(args, io);
  const event = await readEvent(plan.values.event, io);
  const timeoutSeconds = readSeconds(plan.values.timeout);
  const { clock, newId } = openSurroundings(io);
  const credentials = await askFunctionCredentials({
    endpoint: new URL(plan.endpoint),
    region: plan.region,
    caller: readCredentials({
      profile: plan.values.profile,
      dataFolder: plan.values.data,
      environment: io.environment,
    }),
    functionName: plan.name,
    roleArn: readRole(plan.values.role),
    nowMs: clock(),
  });
  const requestId = newId();
  const environment = environmentOf(plan, credentials, { io, requestId, nowMs: clock() });
  const outcome = await invoke(plan, credentials, { requestId, timeoutSeconds, environment, event });
  io.stdout.write(`${"result" in outcome ? outcome.result.trimEnd() : JSON.stringify(outcome.error)}\n`);
  return "result" in outcome ? EXIT_OK : EXIT_BROKEN;
};

async function readPlan(args: readonly string[], io: CommandIo): Promise<FunctionToRun> {
  const end = args.indexOf("--");
  const { values, positionals } = parseOptions(FUNCTION_RUN_OPTIONS, end === -1 ? args : args.slice(0, end));
  const command = end === -1 ? [] : args.slice(end + 1);
  refusePositionals(positionals);
  if (command.length > 0 && values.handler !== undefined)
    throw new Mistake(
      "--handler: a command stands behind the dashes already; a function is one or the other.",
    );
  const roleArn = readRole(values.role);
  const taskRoot = process.cwd();
  return {
    values,
    name: readName(values.name ?? basename(taskRoot)),
    handler: command.length > 0 ? undefined : readHandler(values.handler ?? "index.handler"),
    command,
    taskRoot,
    region: regionOf(values, io, roleArn),
    endpoint: await readCallerEndpoint(values, io.environment),
  };
}

function readRole(role: string | undefined): string {
  if (role === undefined) throw new Mistake("--role is missing: the ARN of the function's execution role.");
  if (isArn(role) && /^arn:[^:]+:iam::\d{12}:role\/./.test(role)) return role;
  throw new Mistake(`--role: "${role}" is no role as arn:aws:iam::111122223333:role/Resize.`);
}

function readName(name: string): string {
  if (/^[\w-]{1,64}$/.test(name)) return name;
  throw new Mistake(`--name: "${name}" is no name of a function: letters, digits, - and _, 64 at most.`);
}

function readHandler(handler: string): string {
  if (/^[^\s]*[^\s./]\.[^\s./]+(?:\.[^\s./]+)*$/.test(handler)) return handler;
  throw new Mistake(`--handler: "${handler}" is not as index.handler: a file, a dot, what it exports.`);
}

function readSeconds(text: string): number {
  const seconds = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= 900) return seconds;
  throw new Mistake(`--timeout: "${text}" is no number of seconds from 1 to 900.`);
}

function regionOf({ region }: Values, { environment }: CommandIo, roleArn: string): string {
  const partition = PARTITIONS[roleArn.split(":")[1] as keyof typeof PARTITIONS];
  const named = region ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION || partition?.homeRegion);
  if (named === undefined) throw new Mistake(`--role: there is no partition as that of ${roleArn}.`);
  return named;
}

/** @returns JSON */
async function readEvent(event: string | undefined, { stdin }: CommandIo): Promise<string> {
  if (event === undefined) return "{}";
  const text = event === "-" ? await readAll(stdin) : await readFile(event, "utf8").catch(refuseFile(event));
  try {
    JSON.parse(text);
  } catch (error) {
    throw new Mistake(`--event: this is no JSON: ${(error as Error).message}.`);
  }
  return text;
}

function refuseFile(file: string): (error: NodeJS.ErrnoException) => never {
  return ({ code }) => {
    throw new Mistake(`--event ${file}: it cannot be read (${code}).`);
  };
}

async function readAll(stdin: CommandIo["stdin"]): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

interface Moment {
  readonly io: CommandIo;
  readonly requestId: string;
  readonly nowMs: number;
}

function environmentOf(
  { name, handler, values, region, endpoint, taskRoot }: FunctionToRun,
  credentials: FunctionCredentials,
  { io, requestId, nowMs }: Moment,
): Invocation["environment"] {
  const hex = requestId.replaceAll("-", "");
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll("-", "/");
  const plan = {
    name,
    handler,
    memoryMib: values.memory,
    region,
    endpoint,
    taskRoot,
    logStream: `${day}/[$LATEST]${hex}`,
    traceId: `Root=1-${Math.floor(nowMs / 1_000).toString(16)}-${hex.slice(0, 24)};Sampled=0`,
    nodeMajor: process.versions.node.split(".", 1)[0]!,
  };
  return functionEnvironment(io.environment, plan, credentials);
}

async function invoke(
  { handler, command, taskRoot, name, values }: FunctionToRun,
  { functionArn }: FunctionCredentials,
  invocation: Invocation,
): Promise<Outcome> {
  if (handler !== undefined) {
    const context = {
      functionName: name,
      functionVersion: "$LATEST",
      invokedFunctionArn: functionArn,
      memoryLimitInMB: values.memory,
      awsRequestId: invocation.requestId,
      logGroupName: invocation.environment.AWS_LAMBDA_LOG_GROUP_NAME ?? "",
      logStreamName: invocation.environment.AWS_LAMBDA_LOG_STREAM_NAME ?? "",
    };
    return runNodeHandler({ node: process.execPath, handler, taskRoot, context }, invocation);
  }
  const [program = "", ...args] = command;
  return runCommandHandler({ command: program, args, taskRoot }, invocation).catch((error: Error) => {
    throw new Mistake(`"${program}" cannot be run: ${error.message}.`);
  });
}
