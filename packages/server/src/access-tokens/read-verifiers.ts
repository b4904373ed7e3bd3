import { readFile } from "node:fs/promises";
import { ConfigurationError } from "../configuration.ts";
import { describeReadFailure } from "../describe-read-failure.ts";
import type { IssuerSettings } from "../outside-issuers/issuer-settings.ts";
import type { NamedVerifier } from "./named-verifier.ts";

/** @throws Mistake where the file cannot be read, says something wrong, or nobody may be asked */
export async function readVerifiers(
  file: string | undefined,
  { requests }: IssuerSettings,
): Promise<readonly NamedVerifier[]> {
  if (file === undefined) return [];
  if (!requests)
    throw new ConfigurationError(
      "--access-token-verifiers: nobody is asked with --issuer-requests off, and nobody else can verify an access token.",
    );
  // Loaded where there is a file: most installations know no access tokens.
  const { parseVerifiers } = await import("./parse-verifiers.ts");
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new ConfigurationError(`--access-token-verifiers ${file}: ${describeReadFailure(error)}.`);
  });
  return parseVerifiers(text, file);
}
