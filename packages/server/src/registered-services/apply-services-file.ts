import { type Installation, wholeSeconds } from "../installation/installation.ts";

/** @throws Mistake where the file cannot be read, or says something wrong; Error where an account's service has a name of it */
export async function applyServicesFile(
  file: string | undefined,
  { store, clock }: Pick<Installation, "store" | "clock">,
): Promise<void> {
  if (file === undefined) return;
  // Loaded where there is a file: most installations have none.
  const { readServicesFile } = await import("./services-file.ts");
  const { applyDeclared } = await import("./apply-declared.ts");
  await applyDeclared(store, await readServicesFile(file, wholeSeconds(clock())));
}
