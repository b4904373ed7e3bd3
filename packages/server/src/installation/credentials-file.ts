import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { SeedAccessKey } from "../seed/families/access-keys.ts";
import { readIfThere } from "./missing-file.ts";
import { replaceFile } from "./replace-file.ts";

/** The name of the first key's profile; AWS's own tools find it as `default` too. */
export const PROFILE_NAME = "rolecall";
const AWS_DEFAULT_PROFILE = "default";

/** Names that a profile cannot have: ours, and one that a reader of JavaScript trips over. */
export const RESERVED_PROFILES: ReadonlySet<string> = new Set([
  PROFILE_NAME,
  AWS_DEFAULT_PROFILE,
  "__proto__",
]);

/** A key under a name, as AWS's shared credentials format has it. */
export interface Profile {
  readonly name: string;
  readonly key: SeedAccessKey;
  /** Absent in files of before it was written. */
  readonly accountId?: string;
}

/** `DIR/credentials` */
export function credentialsFile(dataFolder: string): string {
  return join(dataFolder, "credentials");
}

/** Writes keys as profiles, readable by their owner alone. The first is the one that is used where none is named. */
export function writeProfiles(dataFolder: string, profiles: readonly Profile[]): void {
  const [first] = profiles;
  if (first === undefined) return;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const all = [{ ...first, name: AWS_DEFAULT_PROFILE }, { ...first, name: PROFILE_NAME }, ...profiles];
  const file = credentialsFile(dataFolder);
  // A reader never sees half a file.
  replaceFile(file, all.map(formatProfile).join("\n"), 0o600);
}

/** Clients know aws_account_id (AWS SDKs and Tools Reference, "Account-based endpoints"); with an endpoint it changes nothing for them. */
function formatProfile({ name, key, accountId }: Profile): string {
  const account = accountId === undefined ? "" : `aws_account_id = ${accountId}\n`;
  return `[${name}]\naws_access_key_id = ${key.id}\naws_secret_access_key = ${key.secret}\n${account}`;
}

/** What the file holds, in its order; nothing where it is missing. Sections that are no keys are left out. */
export function readProfiles(dataFolder: string): readonly Profile[] {
  return parseProfiles(readIfThere(credentialsFile(dataFolder)));
}

/** A profile as AWS's tools write it: one of a session has a token. */
export interface ReadProfile extends Profile {
  readonly token?: string;
}

/** The profiles in the text of a credentials file. */
export function parseProfiles(text: string): readonly ReadProfile[] {
  return text
    .split(/^(?=\[)/m)
    .map(parseProfile)
    .filter((profile) => profile !== undefined);
}

function parseProfile(section: string): ReadProfile | undefined {
  const name = /^\[([^\]]+)\]/.exec(section)?.[1];
  const id = /^aws_access_key_id\s*=\s*(\S+)/m.exec(section)?.[1];
  const secret = /^aws_secret_access_key\s*=\s*(\S+)/m.exec(section)?.[1];
  const accountId = /^aws_account_id\s*=\s*(\d{12})\s*$/m.exec(section)?.[1];
  const token = /^aws_session_token\s*=\s*(\S+)/m.exec(section)?.[1];
  return name === undefined || id === undefined || secret === undefined
    ? undefined
    : {
        name,
        key: { id, secret },
        ...(accountId !== undefined && { accountId }),
        ...(token !== undefined && { token }),
      };
}
