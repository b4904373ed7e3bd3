import { readFile } from "node:fs/promises";
import type { AccountId } from "@rolecall/names";
import type { ProductProvider } from "@rolecall/operations";
import { ConfigurationError } from "../configuration.ts";
import { describeReadFailure } from "../describe-read-failure.ts";

/** @throws Mistake where the file cannot be read, or says something wrong */
export async function readProductProviders(
  file: string | undefined,
): Promise<ReadonlyMap<AccountId, ProductProvider>> {
  if (file === undefined) return new Map();
  // Loaded where there is a file: most installations know no providers.
  const { parseProductProviders } = await import("./parse-product-providers.ts");
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new ConfigurationError(`--product-providers ${file}: ${describeReadFailure(error)}.`);
  });
  return parseProductProviders(text, file);
}
