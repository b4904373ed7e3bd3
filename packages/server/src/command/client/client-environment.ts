import { homeRegion } from "../../installation/regions.ts";
import type { SeedAccessKey } from "../../seed/families/access-keys.ts";

export interface Exported {
  readonly endpoint: string;
  /** The home of the installation's partition; absent: of the process's own. */
  readonly region?: string | undefined;
  readonly key?: SeedAccessKey | undefined;
  /** The absolute path of a file with more profiles. */
  readonly credentialsFile?: string | undefined;
}

/** What is set and what must not stand in an environment, so that AWS's clients in it talk to an installation. */
export interface ClientEnvironment {
  readonly set: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
}

/**
 * Keys stand in the environment and no profile is named: the JavaScript SDK passes over keys in the environment while AWS_PROFILE
 * is set, so that who tries another user's keys would stay the first user.
 */
export function clientEnvironment({
  endpoint,
  region = homeRegion(),
  key,
  credentialsFile,
}: Exported): ClientEnvironment {
  return {
    set: {
      AWS_ENDPOINT_URL: endpoint,
      ...(key !== undefined && { AWS_ACCESS_KEY_ID: key.id, AWS_SECRET_ACCESS_KEY: key.secret }),
      // Always served; IAM and STS are the same in every region.
      AWS_REGION: region,
      // What version 1 of the AWS CLI reads.
      AWS_DEFAULT_REGION: region,
      ...(credentialsFile !== undefined && { AWS_SHARED_CREDENTIALS_FILE: credentialsFile }),
    },
    // A session token left from before would go with the new key and be refused.
    unset: ["AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
  };
}
