import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SeedAccessKey } from "../seed/families/access-keys.ts";

/** The name of the profile in AWS's shared credentials format. */
export const PROFILE_NAME = "rolecall";

/** `DIR/credentials` */
export function credentialsFile(dataFolder: string): string {
  return join(dataFolder, "credentials");
}

/** Writes the first key as a profile, readable by its owner alone. */
export function writeCredentials(dataFolder: string, key: SeedAccessKey): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const file = credentialsFile(dataFolder);
  const text = `[${PROFILE_NAME}]\naws_access_key_id = ${key.id}\naws_secret_access_key = ${key.secret}\n`;
  // A reader never sees half a file.
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** The profile's key; undefined where the file is missing or holds no such profile. */
export function readCredentials(dataFolder: string): SeedAccessKey | undefined {
  const text = readIfThere(credentialsFile(dataFolder));
  const section = text?.split(/^\[/m).find((part) => part.startsWith(`${PROFILE_NAME}]`));
  const id = /^aws_access_key_id\s*=\s*(\S+)/m.exec(section ?? "")?.[1];
  const secret = /^aws_secret_access_key\s*=\s*(\S+)/m.exec(section ?? "")?.[1];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Where the server that uses the folder listens; `rolecall env` reads it. */
export function writeEndpoint(dataFolder: string, endpoint: string): void {
  writeFileSync(join(dataFolder, "endpoint"), `${endpoint}\n`);
}

export function readEndpoint(dataFolder: string): string | undefined {
  return readIfThere(join(dataFolder, "endpoint"))?.trim();
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
