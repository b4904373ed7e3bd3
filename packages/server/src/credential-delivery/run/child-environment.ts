type Environment = Readonly<Record<string, string | undefined>>;

/** What tells a program of AWS's clients who somebody is, and the keys of the installation. INVARIANT: none of it reaches a child but what is written there for it. */
const CREDENTIAL_VARIABLES: ReadonlySet<string> = new Set([
  "AWS_ACCESS_KEY_ID",
  "AWS_ACCESS_KEY",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SECRET_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_ACCOUNT_ID",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_CREDENTIAL_FILE",
  "AWS_ROLE_ARN",
  "AWS_ROLE_SESSION_NAME",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  // Each would win over what the child is given.
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  "AWS_EC2_METADATA_SERVICE_ENDPOINT",
  "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
  // Whoever has these is everybody: they run the installation.
  "ROLECALL_MASTER_KEY",
  "ROLECALL_DATABASE",
  "ROLECALL_READ_DATABASE",
]);

/** Tokens of single services of AWS's, such as AWS_BEARER_TOKEN_BEDROCK, which win over the role there. */
const BEARER_TOKEN = /^AWS_BEARER_TOKEN_/;

/** What a child may have of its parent's environment. */
export function inheritedEnvironment(parent: Environment): Environment {
  return Object.fromEntries(
    Object.entries(parent).filter(([name]) => !CREDENTIAL_VARIABLES.has(name) && !BEARER_TOKEN.test(name)),
  );
}

export interface ChildCredentials {
  /** `http://127.0.0.1:40123/credentials` */
  readonly credentialsUri: string;
  readonly authorizationToken: string;
  /** Of the server, for the child's calls; one that is set already stays. */
  readonly endpoint: string;
  readonly region: string;
}

/** A file that is there and empty: clients find no profile in it. */
const EMPTY_FILE = "/dev/null";

/**
 * The environment of a program that is run with a role. Profiles in files would win over the role in every client, and so files of them are
 * shut out too; where a program falls through to nothing, it does not go on to the machine's own role.
 */
export function childEnvironment(parent: Environment, child: ChildCredentials): Environment {
  return {
    AWS_ENDPOINT_URL: child.endpoint,
    AWS_REGION: child.region,
    AWS_DEFAULT_REGION: child.region,
    ...inheritedEnvironment(parent),
    AWS_CONTAINER_CREDENTIALS_FULL_URI: child.credentialsUri,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: child.authorizationToken,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SHARED_CREDENTIALS_FILE: EMPTY_FILE,
    AWS_CONFIG_FILE: EMPTY_FILE,
    BOTO_CONFIG: EMPTY_FILE,
  };
}
