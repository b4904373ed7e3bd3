import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { RegisteredServiceRecord } from "@rolecall/store";
import { ConfigurationError } from "../configuration.ts";
import { describeReadFailure } from "../describe-read-failure.ts";
import { checkShape } from "../seed/check/check-shape.ts";
import { record } from "../seed/families/json-schema.ts";
import { readBeside } from "../seed/read-beside.ts";
import { SeedError } from "../seed/seed-error.ts";
import { readSeedText } from "../seed/seed-text.ts";
import { type DeclaredService, servicesSchema } from "./declared-service.ts";
import { readDeclaredList } from "./read-declared.ts";

/** Written by hand. */
const MAX_BYTES = 1024 * 1024;

const SCHEMA = record(["services"], { services: servicesSchema });

/**
 * Reads the services of an installation, in YAML or JSON.
 * @param file names of keys' files are from its folder
 * @throws Mistake with the place of the first thing that is wrong
 */
export async function readServicesFile(
  file: string,
  now: number,
): Promise<readonly RegisteredServiceRecord[]> {
  const source = await readFile(file, "utf8").catch((error: unknown) => {
    throw new ConfigurationError(`--services ${file}: ${describeReadFailure(error)}.`);
  });
  if (source.length > MAX_BYTES) throw new SeedError(`${file}: it has more than 1 MiB.`);
  const read = readSeedText(source, file);
  checkShape(read, SCHEMA);
  const { services } = read.value as { readonly services: readonly DeclaredService[] };
  const place = {
    fail: read.fail,
    readBeside: (path: Parameters<typeof read.fail>[0], name: string) =>
      readBeside(dirname(file), name).catch((error: unknown) => {
        throw error instanceof SeedError ? read.fail(path, error.message) : error;
      }),
  };
  return readDeclaredList(services, { place, now });
}
