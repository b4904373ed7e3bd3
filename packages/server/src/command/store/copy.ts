import { StoreError } from "@rolecall/store";
import { type CopyReport, copyStore } from "@rolecall/store/bulk";
import { Mistake } from "../../mistake.ts";
import { type Command, EXIT_OK } from "../command.ts";
import { parseOptions, refusePositionals } from "../options/parse-options.ts";
import { STORE_COPY_OPTIONS } from "../options/store-copy-options.ts";
import { Progress } from "../progress.ts";
import { parseStorePlace } from "./store-place.ts";

/** `rolecall store copy`: a store, at one moment, into an empty one of either engine. */
export const copy: Command = async (args, io) => {
  const { values, positionals } = parseOptions(STORE_COPY_OPTIONS, args);
  refusePositionals(positionals);
  const password = io.environment.PGPASSWORD;
  const from = parseStorePlace("--from", required("from", values.from), password);
  const to = parseStorePlace("--to", required("to", values.to), password);
  const progress = new Progress(io);
  const snapshot = await from.openSnapshot().catch((error) => {
    throw told("--from", error);
  });
  try {
    const report = await copyStore(snapshot, to.load, (step, table, rows) =>
      progress.tell(`${table}: ${rows} rows ${step}`),
    );
    progress.end();
    io.stdout.write(renderReport(report));
    return EXIT_OK;
  } catch (error) {
    progress.end();
    throw told("--to", error);
  } finally {
    await snapshot.close();
  }
};

function required(name: "from" | "to", url: string | undefined): string {
  if (url !== undefined) return url;
  throw new Mistake(`--${name} URL is needed: sqlite:FILE or postgres://USER@HOST:PORT/DATABASE.`);
}

function told(option: string, error: unknown): unknown {
  return error instanceof StoreError ? new Mistake(`${option}: ${error.message}.`) : error;
}

const SUM_SHOWN = 16;

function renderReport({ revision, tables, mended }: CopyReport): string {
  const width = Math.max(...[...tables.keys()].map((name) => name.length));
  const lines = [...tables].map(
    ([name, { rows, sha256 }]) =>
      `${name.padEnd(width)}  ${String(rows).padStart(10)} rows  sha256 ${sha256.slice(0, SUM_SHOWN)}`,
  );
  return [
    ...lines,
    ...mended.map((name) => `${name}: what the source held was wrong. In the copy it was counted anew.`),
    `Copied, and the same in both, as of revision ${revision} of the source. What was written since is not in the copy.`,
    "Secrets were copied sealed: the copy needs the same master key (ROLECALL_MASTER_KEY or DIR/master.key).",
    "",
  ].join("\n");
}
