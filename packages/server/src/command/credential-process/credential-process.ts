import { Mistake } from "../../mistake.ts";
import { type Command, type CommandIo, EXIT_OK } from "../command.ts";
import { DEFAULT_ENDPOINT } from "../default-endpoint.ts";
import { CREDENTIAL_PROCESS_OPTIONS } from "../options/credential-process-options.ts";
import type { OptionValues } from "../options/option.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { openSurroundings } from "../process.ts";
import { createSession, type SessionRequest } from "./create-session.ts";
import { readIdentity } from "./read-identity.ts";

type Values = OptionValues<typeof CREDENTIAL_PROCESS_OPTIONS>;

/**
 * `rolecall credential-process`: what a profile's `credential_process` prints, for a machine with a certificate. Asks any server that
 * speaks as IAM Roles Anywhere does.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export const credentialProcess: Command = async (args, io) => {
  const { values, positionals } = parseOptions(CREDENTIAL_PROCESS_OPTIONS, args);
  refusePositionals(positionals);
  const request = readRequest(values, io);
  const identity = await readIdentity(
    {
      certificate: required(values, "certificate"),
      privateKey: required(values, "private-key"),
      intermediates: values.intermediates,
    },
    io,
  );
  const { credentials } = await createSession(request, identity, openSurroundings(io).clock());
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
  const printed = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiration,
  };
  io.stdout.write(`${JSON.stringify(printed)}\n`);
  return EXIT_OK;
};

function required(values: Values, name: keyof Values): string {
  const value = values[name];
  if (value === undefined) throw new Mistake(`--${name} is needed.`);
  return value;
}

function readRequest(values: Values, { environment }: CommandIo): SessionRequest {
  const trustAnchorArn = required(values, "trust-anchor-arn");
  const profileArn = required(values, "profile-arn");
  const anchorRegion = regionOf("trust-anchor-arn", trustAnchorArn, "trust-anchor");
  const profileRegion = regionOf("profile-arn", profileArn, "profile");
  if (anchorRegion !== profileRegion)
    throw new Mistake(
      `--trust-anchor-arn is of ${anchorRegion} and --profile-arn of ${profileRegion}: they have to be of one region.`,
    );
  const roleArn = required(values, "role-arn");
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(roleArn))
    throw new Mistake(`--role-arn ${roleArn} is no ARN of a role.`);
  return {
    trustAnchorArn,
    profileArn,
    roleArn,
    endpoint: endpointOf(
      values.endpoint ??
        environment.AWS_ENDPOINT_URL_ROLESANYWHERE ??
        environment.AWS_ENDPOINT_URL ??
        DEFAULT_ENDPOINT,
    ),
    region: values.region ?? anchorRegion,
    durationSeconds: durationOf(values["session-duration"]),
    roleSessionName: values["role-session-name"],
  };
}

function regionOf(option: string, arn: string, kind: string): string {
  const [, region, resource] = /^arn:[\w-]+:rolesanywhere:([a-z0-9-]+):\d{12}:([\w-]+)\/.+$/.exec(arn) ?? [];
  if (region === undefined || resource !== kind)
    throw new Mistake(`--${option} ${arn} is no ARN of a ${kind.replace("-", " ")}.`);
  return region;
}

function endpointOf(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.search !== "")
    throw new Mistake(`the endpoint ${text} is no URL of http or https.`);
  return url;
}

function durationOf(text: string): number {
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (seconds < 900 || seconds > 43_200)
    throw new Mistake(`--session-duration ${text} is no number of seconds from 900 to 43200.`);
  return seconds;
}
