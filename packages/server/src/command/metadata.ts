import { join } from "node:path";
import type { RolecallEndpoint } from "@rolecall/metadata";
import { parseArn } from "@rolecall/names";
import { type InstanceState, readInstanceState } from "../credential-delivery/instance/instance-state.ts";
import { type InstanceService, serveInstance } from "../credential-delivery/instance/serve-instance.ts";
import { POD_AUDIENCE, servePodIdentity } from "../credential-delivery/pod-identity/serve-pod-identity.ts";
import { sendOverHttp } from "../credential-delivery/send-over-http.ts";
import { findEndpoint } from "../installation/find-endpoint.ts";
import { Mistake } from "../mistake.ts";
import type { ProgramSurroundings } from "../program/surroundings.ts";
import { readUrl } from "../read-url.ts";
import { type Command, type CommandIo, EXIT_OK } from "./command.ts";
import { enrolMachine } from "./enrol-machine.ts";
import { METADATA_OPTIONS } from "./options/metadata-options.ts";
import type { OptionValues } from "./options/option.ts";
import { parseOptions, refusePositionals } from "./options/parse-options.ts";
import { openSurroundings, untilToldToStop } from "./process.ts";
import { explainSystemError } from "./system-error.ts";

type Values = OptionValues<typeof METADATA_OPTIONS>;

/** `rolecall metadata`: EC2's metadata service for the programs of this machine, until it is told to stop. */
export const serveMetadataOfInstance: Command = async (args, io) => {
  const { values, positionals } = parseOptions(METADATA_OPTIONS, args);
  refusePositionals(positionals);
  const surroundings = openSurroundings(io);
  const service = await open(values, { ...surroundings, stdin: io.stdin }).catch((error) => {
    throw explainSystemError(error);
  });
  const stopped = untilToldToStop(io);
  io.stdout.write(service.greeting);
  await stopped;
  await service.close();
  return EXIT_OK;
};

interface OpenService {
  readonly greeting: string;
  close(): Promise<void>;
}

type Outside = ProgramSurroundings & Pick<CommandIo, "stdin">;

async function open(values: Values, surroundings: Outside): Promise<OpenService> {
  const clusterArn = values["pod-identity"];
  if (clusterArn !== undefined) return openPods(clusterArn, values, surroundings);
  const service = await openInstance(values, surroundings);
  return { greeting: renderGreeting(service), close: service.close };
}

const OF_INSTANCES = ["enrol", "enrol-file", "instance", "profile", "state"] as const;

async function openPods(
  clusterArn: string,
  values: Values,
  surroundings: ProgramSurroundings,
): Promise<OpenService> {
  const other = OF_INSTANCES.find((name) => values[name] !== undefined);
  if (other !== undefined || values["imds-v1"])
    throw new Mistake(`--${other ?? "imds-v1"} is of an instance, and --pod-identity is of pods.`);
  const url = readUrl("--endpoint", values.endpoint);
  if (url === undefined) throw new Mistake("which server? Name it with --endpoint.");
  if (parseArn("pod-identity-cluster", clusterArn) === undefined)
    throw new Mistake(
      `--pod-identity: "${clusterArn}" is no ARN of a cluster, such as arn:aws:eks:REGION:ACCOUNT:cluster/NAME.`,
    );
  const service = await servePodIdentity(
    {
      host: values.host,
      port: readNumber("--port", values.port, 65_535),
      server: { send: sendOverHttp, endpoint: new URL(url), clock: surroundings.clock },
      clusterArn,
      hopLimit: readNumber("--hop-limit", values["hop-limit"] ?? "1", 64),
      allowedHosts: values["allowed-host"],
    },
    surroundings,
  );
  const greeting = `Rolecall's agent for the pods of ${clusterArn} listens on ${service.endpoint}\n\nIn a pod:\n\n  export AWS_CONTAINER_CREDENTIALS_FULL_URI=${service.endpoint}/v1/credentials\n  export AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=FILE, its service account's token for ${POD_AUDIENCE}\n`;
  return { greeting, close: service.close };
}

async function openInstance(values: Values, surroundings: Outside): Promise<InstanceService> {
  const port = readNumber("--port", values.port, 65_535);
  const hopLimit =
    values["hop-limit"] === undefined ? undefined : readNumber("--hop-limit", values["hop-limit"], 64);
  const stateFile = stateFileOf(values);
  const known = readInstanceState(stateFile);
  const server = await openEndpoint(values, known, surroundings);
  const state = known ?? (await enrolMachine(values, { server, stateFile }, surroundings));
  return serveInstance(
    {
      host: values.host,
      port,
      server,
      state,
      stateFile,
      allowsVersion1: values["imds-v1"],
      hopLimit,
      allowedHosts: values["allowed-host"],
      containers: readContainers(values),
    },
    surroundings,
  );
}

function readContainers({ "container-port": port, "container-host": host }: Values) {
  return port === undefined ? undefined : { host, port: readNumber("--container-port", port, 65_535) };
}

function stateFileOf({ state, instance, data }: Values): string {
  if (state !== undefined) return state;
  if (instance === undefined) return "rolecall-metadata.json";
  if (!/^[\w+=,.@-]+$/.test(instance) || /^\.+$/.test(instance)) {
    throw new Mistake(`--instance: "${instance}" is no name or id of an instance.`);
  }
  return join(data, "metadata", `${instance}.json`);
}

function readNumber(name: string, text: string, most: number): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const least = name.endsWith("port") ? 0 : 1;
  if (number >= least && number <= most) return number;
  throw new Mistake(`${name}: "${text}" is no number from ${least} to ${most}.`);
}

/** The server; one that runs on a data folder is looked for again each time, as it may have another port by then. */
async function openEndpoint(
  { endpoint, instance, data }: Values,
  known: InstanceState | undefined,
  { clock }: ProgramSurroundings,
): Promise<RolecallEndpoint> {
  const named = readUrl("--endpoint", endpoint);
  if (named !== undefined || instance === undefined) {
    const url = named ?? known?.endpoint;
    if (url === undefined)
      throw new Mistake("which server? Name it with --endpoint, or the instance beside it with --instance.");
    return { send: sendOverHttp, endpoint: new URL(url), clock };
  }
  const { listening } = await findEndpoint(data);
  const first = listening?.endpoint ?? known?.endpoint;
  if (first === undefined) throw new Mistake(`no server runs on the data folder ${data}.`);
  const find = async (url: URL) => new URL((await findEndpoint(data)).listening?.endpoint ?? url);
  return {
    send: async (request) => sendOverHttp({ ...request, url: await find(request.url) }),
    endpoint: new URL(first),
    clock,
  };
}

/** SDKs of some age glue paths to what the variable says: hence the slash. */
function renderGreeting({ endpoint, instanceId, containers }: InstanceService): string {
  const forContainers = containers
    ? `\nContainers of its tasks are answered on ${containers.endpoint}; the variables of each are a file in ${containers.folder}\n`
    : "";
  return `Rolecall's metadata service of ${instanceId} listens on ${endpoint}\n\nUse it:\n\n  export AWS_EC2_METADATA_SERVICE_ENDPOINT=${endpoint}/\n${forContainers}`;
}
