import { IAMClient } from "@aws-sdk/client-iam";
import { type Credentials, STSClient } from "@aws-sdk/client-sts";
import type { TestInstallation } from "./installation.ts";

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** AWS's own clients, pointed at an installation and otherwise as they come. */
export interface Clients {
  readonly iam: IAMClient;
  readonly sts: STSClient;
}

export function clientsOf(
  ...[installation, credentials, region]: Parameters<typeof clientConfiguration>
): Clients {
  const configuration = clientConfiguration(installation, credentials, region);
  return { iam: new IAMClient(configuration), sts: new STSClient(configuration) };
}

/** What every client of AWS's is given: nothing is tried twice. */
export function clientConfiguration(
  installation: Pick<TestInstallation, "endpoint" | "clockOffsetMs">,
  credentials: Keys,
  region = "us-east-1",
) {
  return {
    endpoint: installation.endpoint,
    region,
    credentials,
    maxAttempts: 1,
    systemClockOffset: installation.clockOffsetMs(),
  };
}

/** The keys in STS's answer. */
export function keysOf(credentials: Credentials | undefined): Keys {
  const { AccessKeyId, SecretAccessKey, SessionToken } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error("STS gave no credentials.");
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
