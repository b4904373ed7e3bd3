import { resolve } from "node:path";
import { credentialsFile, type Profile, readProfiles } from "../installation/credentials-file.ts";
import type { Listening } from "../installation/endpoint-files.ts";
import { findEndpoint } from "../installation/find-endpoint.ts";
import { Mistake } from "../mistake.ts";
import { type Command, EXIT_OK } from "./command.ts";
import { renderExports } from "./exports.ts";
import { ENV_OPTIONS } from "./options/env-options.ts";
import { parseOptions, refusePositionals } from "./options/parse-options.ts";
import { quoteForShell } from "./shell.ts";

/**
 * `rolecall env`: the exports that point AWS's clients at the installation of a data folder, as one of its users.
 * @example eval "$(npx rolecall env)"
 */
export const printEnvironment: Command = async (args, { stdout }) => {
  const { values, positionals } = parseOptions(ENV_OPTIONS, args);
  refusePositionals(positionals);
  const { key } = chooseProfile(values.data, values.profile);
  const { endpoint, region } = await requireListening(values.data);
  stdout.write(
    renderExports({ endpoint, region, key, credentialsFile: resolve(credentialsFile(values.data)) }),
  );
  return EXIT_OK;
};

function chooseProfile(dataFolder: string, name: string): Profile {
  const profiles = readProfiles(dataFolder);
  const file = credentialsFile(dataFolder);
  if (profiles.length === 0) throw new Mistake(`${file} holds no profile; start Rolecall there first.`);
  const chosen = profiles.find((profile) => profile.name === name);
  if (chosen !== undefined) return chosen;
  const known = profiles.map((profile) => profile.name).join(", ");
  throw new Mistake(`${file} holds no profile ${name}. It holds: ${known}.`);
}

async function requireListening(dataFolder: string): Promise<Listening> {
  const { listening, silent } = await findEndpoint(dataFolder);
  if (listening !== undefined) return listening;
  const nobody =
    silent.length === 0
      ? `no server runs on the data folder ${dataFolder}.`
      : `nobody answers for the data folder ${dataFolder} at ${silent.join(", ")}.`;
  throw new Mistake(`${nobody} Start it with: npx rolecall start --data ${quoteForShell(dataFolder)}`);
}
