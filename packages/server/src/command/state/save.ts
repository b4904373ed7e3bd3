import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { restoreSqlite } from "@rolecall/store/sqlite";
import { backup } from "../backup/backup.ts";
import { oneFile } from "../backup/one-file.ts";
import { tellStoreError } from "../backup/tell-store-error.ts";
import { type Command, EXIT_OK } from "../command.ts";
import { parseOptions } from "../options/parse-options.ts";
import { STATE_OPTIONS } from "../options/state-options.ts";
import { openSurroundings } from "../process.ts";
import { askState } from "./ask-state.ts";
import { refuseTwoPlaces } from "./refuse-two-places.ts";

/** `rolecall state save FILE`: all that an installation holds, in one file that is looked over before it gets its name. */
export const saveState: Command = async (args, io) => {
  const { values, positionals } = parseOptions(STATE_OPTIONS, args);
  const target = oneFile(positionals);
  refuseTwoPlaces(values);
  if (values.data !== undefined) return backup([target, "--data", values.data], io);
  const image = await askState({ endpoint: values.endpoint, method: "GET", body: new Uint8Array() }, io);
  const folder = mkdtempSync(join(tmpdir(), "rolecall-state-"));
  try {
    const from = join(folder, "state");
    writeFileSync(from, image, { mode: 0o600 });
    const name = String(openSurroundings(io).processId);
    await restoreSqlite({ from, file: target, name, examine: async () => {} });
  } catch (error) {
    throw tellStoreError(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  io.stdout.write(`${target}: ${image.length} bytes, looked over, and whole. The master key is not in it.\n`);
  return EXIT_OK;
};
