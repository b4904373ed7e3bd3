import { join } from "node:path";
import type { SigningCredentials } from "@rolecall/sigv4";
import { credentialsFile, PROFILE_NAME, parseProfiles } from "../../installation/credentials-file.ts";
import { readIfThere } from "../../installation/missing-file.ts";
import { Mistake } from "../../mistake.ts";

interface Asked {
  readonly profile: string | undefined;
  /** Its `credentials` are looked at where the environment names no file. */
  readonly dataFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * As whom a client calls: a profile that was named, else the keys in the environment, else the profile that AWS_PROFILE names or
 * `rolecall`; of AWS_SHARED_CREDENTIALS_FILE or the data folder's credentials.
 * @throws Mistake where there is none
 */
export function readCredentials({ profile, dataFolder, environment }: Asked): SigningCredentials {
  const id = environment.AWS_ACCESS_KEY_ID || undefined;
  const secret = environment.AWS_SECRET_ACCESS_KEY || undefined;
  if (profile === undefined && id !== undefined && secret !== undefined) {
    const token = environment.AWS_SESSION_TOKEN || undefined;
    return { accessKeyId: id, secretAccessKey: secret, ...(token !== undefined && { sessionToken: token }) };
  }
  const name = profile ?? (environment.AWS_PROFILE || PROFILE_NAME);
  const file = environment.AWS_SHARED_CREDENTIALS_FILE || credentialsFile(join(dataFolder));
  const found = parseProfiles(readIfThere(file)).find((each) => each.name === name);
  if (found === undefined) {
    throw new Mistake(
      `${file} holds no profile ${name}. Name one with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: eval "$(npx rolecall env)" does.`,
    );
  }
  return {
    accessKeyId: found.key.id,
    secretAccessKey: found.key.secret,
    ...(found.token !== undefined && { sessionToken: found.token }),
  };
}
