/** Credentials of a role's session, as a server of ours or AWS's made them. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** When they were asked for, by this machine's clock. */
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  readonly roleArn?: string;
  readonly accountId?: string;
}

/**
 * Asks a server for new credentials of one role.
 * @throws CredentialsRefused where the server answered that there are none; any other error says that it could not be asked.
 */
export type FetchRoleCredentials = () => Promise<RoleCredentials>;

/** A server answered, and gives no credentials: what it gave before counts no more. */
export class CredentialsRefused extends Error {
  override readonly name = "CredentialsRefused";
  /** The error's code, as the server says it: `AccessDenied`. */
  readonly code: string;
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;

  constructor({
    code,
    message,
    status,
    atMs,
  }: Pick<CredentialsRefused, "code" | "message" | "status" | "atMs">) {
    super(message);
    this.code = code;
    this.status = status;
    this.atMs = atMs;
  }
}
