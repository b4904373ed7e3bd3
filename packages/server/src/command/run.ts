import { assumeRole, type CredentialSource, createCredentialSource } from "@rolecall/metadata";
import { isArn, PARTITIONS } from "@rolecall/names";
import { readCallerEndpoint } from "../credential-delivery/caller-endpoint.ts";
import { rotationParts, tickOften } from "../credential-delivery/rotation-parts.ts";
import { childEnvironment } from "../credential-delivery/run/child-environment.ts";
import { openRoleEndpoint } from "../credential-delivery/run/role-endpoint.ts";
import { runChild } from "../credential-delivery/run/run-child.ts";
import { sendOverHttp } from "../credential-delivery/send-over-http.ts";
import { Mistake } from "../mistake.ts";
import { readCredentials } from "../organization/source/aws-credentials.ts";
import type { Command, CommandIo } from "./command.ts";
import type { OptionValues } from "./options/option.ts";
import { parseOptions, refusePositionals } from "./options/parse-options.ts";
import { RUN_OPTIONS } from "./options/run-options.ts";
import { openSurroundings } from "./process.ts";

type Values = OptionValues<typeof RUN_OPTIONS>;

/** Short enough that a server which is away for half an hour is not noticed with sessions of one hour. */
const RENEW_EVERY_MS = 20 * 60_000;

/** `rolecall run --role ARN -- COMMAND`: a program with a role's credentials, which rotate while it runs and are gone when it ends. */
export const run: Command = async (args, io) => {
  const { values, command } = readCommandLine(args);
  const [program = "", ...programArgs] = command;
  const roleArn = readRole(values.role);
  const endpoint = await readCallerEndpoint(values, io.environment);
  const region = regionOf(values, io, roleArn);
  const credentials = openSource({ values, io, roleArn, endpoint, region });
  await firstOf(credentials, roleArn);
  const stopTicking = tickOften(() => credentials.tick());
  const served = await openRoleEndpoint(credentials, openSurroundings(io));
  try {
    const environment = childEnvironment(io.environment, { ...served, endpoint, region });
    return await runChild({ command: program, args: programArgs, environment });
  } finally {
    stopTicking();
    await served.close();
  }
};

function readCommandLine(args: readonly string[]) {
  const end = args.indexOf("--");
  const { values, positionals } = parseOptions(RUN_OPTIONS, end === -1 ? args : args.slice(0, end));
  const command = end === -1 ? [] : args.slice(end + 1);
  if (command.length === 0) {
    throw new Mistake("which program? Write it behind two dashes: rolecall run --role ARN -- COMMAND.");
  }
  refusePositionals(positionals);
  return { values, command };
}

function readRole(role: string | undefined): string {
  if (role === undefined)
    throw new Mistake("--role is missing: the ARN of the role that the program runs with.");
  if (isArn(role) && /^arn:[^:]+:iam::\d{12}:role\/./.test(role)) return role;
  throw new Mistake(`--role: "${role}" is no role as arn:aws:iam::111122223333:role/Deploy.`);
}

function regionOf({ region }: Values, { environment }: CommandIo, roleArn: string): string {
  const partition = PARTITIONS[roleArn.split(":")[1] as keyof typeof PARTITIONS];
  const named = region ?? (environment.AWS_REGION || environment.AWS_DEFAULT_REGION || partition?.homeRegion);
  if (named === undefined) throw new Mistake(`--role: there is no partition as that of ${roleArn}.`);
  return named;
}

interface Asking {
  readonly values: Values;
  readonly io: CommandIo;
  readonly roleArn: string;
  readonly endpoint: string;
  readonly region: string;
}

function openSource({ values, io, roleArn, endpoint, region }: Asking): CredentialSource {
  const parts = rotationParts(openSurroundings(io));
  const { clock } = parts;
  const { profile, data: dataFolder } = values;
  const callerCredentials = () => readCredentials({ profile, dataFolder, environment: io.environment });
  // Who asks is looked for once before anything runs: a mistake is told, and not tried again.
  callerCredentials();
  const asked = {
    send: sendOverHttp,
    endpoint: new URL(endpoint),
    region,
    callerCredentials,
    roleArn,
    sessionName: values["session-name"] ?? `rolecall-run-${Math.floor(clock() / 1_000)}`,
    durationSeconds: readDuration(values.duration),
    externalId: values["external-id"],
    clock,
  };
  return createCredentialSource({ ...parts, fetch: () => assumeRole(asked), renewEveryMs: RENEW_EVERY_MS });
}

function readDuration(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds >= 900 && seconds <= 43_200) return seconds;
  throw new Mistake(`--duration: "${text}" is no number of seconds from 900 to 43200.`);
}

async function firstOf(credentials: CredentialSource, roleArn: string): Promise<void> {
  try {
    await credentials.get();
  } catch (error) {
    throw new Mistake(
      `${roleArn} cannot be assumed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
