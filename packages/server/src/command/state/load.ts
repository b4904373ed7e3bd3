import { readFileSync, statSync } from "node:fs";
import { Mistake } from "../../mistake.ts";
import { STATE_BYTES_MAX } from "../../state/state-room.ts";
import { oneFile } from "../backup/one-file.ts";
import { restore } from "../backup/restore.ts";
import { type Command, EXIT_OK } from "../command.ts";
import { parseOptions } from "../options/parse-options.ts";
import { STATE_OPTIONS } from "../options/state-options.ts";
import { explainSystemError } from "../system-error.ts";
import { askState } from "./ask-state.ts";
import { refuseTwoPlaces } from "./refuse-two-places.ts";

/** `rolecall state load FILE`: a running server answers from what the file holds; one that cannot be taken whole changes nothing. */
export const loadState: Command = async (args, io) => {
  const { values, positionals } = parseOptions(STATE_OPTIONS, args);
  const from = oneFile(positionals);
  refuseTwoPlaces(values);
  if (values.data !== undefined) return restore([from, "--data", values.data], io);
  await askState({ endpoint: values.endpoint, method: "PUT", body: readState(from) }, io);
  io.stdout.write(`${from} is loaded. A reset goes back to the seed.\n`);
  return EXIT_OK;
};

function readState(file: string): Uint8Array {
  try {
    if (statSync(file).size > STATE_BYTES_MAX)
      throw new Mistake(`${file} is larger than a state may be (256 MiB).`);
    return readFileSync(file);
  } catch (error) {
    throw explainSystemError(error);
  }
}
