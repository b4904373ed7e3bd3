import type { RolecallEndpoint } from "@rolecall/metadata";
import { enrol } from "../credential-delivery/instance/enrol.ts";
import { askEnrolmentToken } from "../credential-delivery/instance/enrolment-token.ts";
import {
  type InstanceState,
  refuseUnwritableState,
  writeInstanceState,
} from "../credential-delivery/instance/instance-state.ts";
import { findEndpoint } from "../installation/find-endpoint.ts";
import { Mistake } from "../mistake.ts";
import type { ProgramSurroundings } from "../program/surroundings.ts";
import type { CommandIo } from "./command.ts";
import type { METADATA_OPTIONS } from "./options/metadata-options.ts";
import type { OptionValues } from "./options/option.ts";
import { readTextFile } from "./read-text-file.ts";

type Values = Pick<
  OptionValues<typeof METADATA_OPTIONS>,
  "enrol" | "enrol-file" | "instance" | "data" | "profile"
>;

const TOKEN_LIMIT = { bytesMax: 4_096, largest: "a token" };

interface Machine {
  readonly server: RolecallEndpoint;
  readonly stateFile: string;
}

/**
 * The first start of a machine's metadata service: it enrols, and its state is kept.
 * INVARIANT: a token, which is good once, is not spent before the state is known to have a place.
 * @throws Mistake where the token is missing or good no more; what the system says where the state cannot be written
 */
export async function enrolMachine(
  values: Values,
  { server, stateFile }: Machine,
  surroundings: ProgramSurroundings & Pick<CommandIo, "stdin">,
): Promise<InstanceState> {
  const token = await findToken(values, server, surroundings);
  refuseUnwritableState(stateFile);
  const state = await enrol(server, token, surroundings);
  writeInstanceState(stateFile, state);
  return state;
}

async function findToken(
  { enrol: given, "enrol-file": file, instance, data: dataFolder, profile }: Values,
  server: RolecallEndpoint,
  io: Pick<CommandIo, "stdin">,
): Promise<string> {
  if (given !== undefined && file !== undefined) throw new Mistake("--enrol and --enrol-file say the same.");
  if (given !== undefined) return given;
  if (file !== undefined) return (await readTextFile(file, io, TOKEN_LIMIT)).trim();
  if (instance === undefined) {
    throw new Mistake(
      "this machine has not enrolled yet: --enrol-file FILE or --enrol TOKEN is missing (CreateInstanceEnrolment makes one).",
    );
  }
  const { listening } = await findEndpoint(dataFolder);
  return askEnrolmentToken(server, { instance, dataFolder, profile, region: listening?.region });
}
