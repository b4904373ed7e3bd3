import { inheritedEnvironment } from "../../credential-delivery/run/child-environment.ts";
import { clientEnvironment, type Exported } from "./client-environment.ts";

/** A file that is there and empty: clients find no profile in it. */
const EMPTY_FILE = "/dev/null";

/** Endpoints of single services would take the key elsewhere, and so would a word that no endpoint counts. */
const LEADS_ELSEWHERE = /^AWS_(?:ENDPOINT_URL(?:_.+)?|IGNORE_CONFIGURED_ENDPOINT_URLS)$/;

/** The environment of a program that is run as a user. INVARIANT: no key, profile or endpoint but the ones that are meant. A region that is set stays. */
export function programEnvironment(
  parent: Readonly<Record<string, string | undefined>>,
  { endpoint, region, key }: Exported,
): Readonly<Record<string, string | undefined>> {
  const { set } = clientEnvironment({ endpoint, region, key });
  const { AWS_REGION, AWS_DEFAULT_REGION, ...identity } = set;
  const inherited = Object.entries(inheritedEnvironment(parent)).filter(
    ([name]) => !LEADS_ELSEWHERE.test(name),
  );
  return {
    AWS_REGION,
    AWS_DEFAULT_REGION,
    ...Object.fromEntries(inherited),
    ...identity,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: undefined,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SHARED_CREDENTIALS_FILE: EMPTY_FILE,
    AWS_CONFIG_FILE: EMPTY_FILE,
    BOTO_CONFIG: EMPTY_FILE,
  };
}
