import { credentialsFile, readCredentials, readEndpoint } from "../installation/credentials-file.ts";
import { Mistake } from "../mistake.ts";
import { type Command, EXIT_OK } from "./command.ts";
import { ENV_OPTIONS } from "./options/env-options.ts";
import { parseOptions, refusePositionals } from "./options/parse-options.ts";
import { DEFAULT_HOST, DEFAULT_PORT } from "./options/start-options.ts";

/** The region that clients sign for; IAM and STS are the same in every one. */
export const DEFAULT_REGION = "us-east-1";

/**
 * `rolecall env [--data DIR]`: the exports that point AWS's clients at this installation.
 * @example eval "$(npx rolecall env)"
 */
export const printEnvironment: Command = async (args, { stdout }) => {
  const { values, positionals } = parseOptions(ENV_OPTIONS, args);
  refusePositionals(positionals);
  const key = readCredentials(values.data);
  if (key === undefined) {
    throw new Mistake(`${credentialsFile(values.data)} holds no profile; start Rolecall there first.`);
  }
  const endpoint = readEndpoint(values.data) ?? `http://${DEFAULT_HOST}:${DEFAULT_PORT}`;
  stdout.write(renderExports(endpoint, key));
  return EXIT_OK;
};

export function renderExports(
  endpoint: string,
  key: { readonly id: string; readonly secret: string },
): string {
  const variables = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: key.id,
    AWS_SECRET_ACCESS_KEY: key.secret,
    AWS_REGION: DEFAULT_REGION,
    // What version 1 of the AWS CLI reads.
    AWS_DEFAULT_REGION: DEFAULT_REGION,
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}\n`);
  // A session token left from before would go with the new key and be refused.
  return `${lines.join("")}unset AWS_SESSION_TOKEN AWS_PROFILE\n`;
}

/** For a POSIX shell. */
function quote(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
