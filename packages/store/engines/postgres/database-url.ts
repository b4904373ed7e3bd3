/** `postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=…`, as libpq reads it, as far as it goes. */
import { readFileSync } from "node:fs";
import { type ConnectionOptions, createSecureContext, getCACertificates } from "node:tls";
import { StoreError } from "../../src/errors.ts";

const DEFAULT_PORT = 5432;
/** All are tried within the second in which it is found out whether the database is there. */
const HOSTS_MAX = 4;

/** https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION */
const SSL_MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
export type SslMode = (typeof SSL_MODES)[number];

const PARAMETERS: ReadonlySet<string> = new Set(["sslmode", "sslrootcert"]);

export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
  readonly sslMode: SslMode;
  /** A file of certificates to trust, or `system`; those that Node brings where undefined. */
  readonly sslRootCertificate: string | undefined;
}

/** Scheme and user; hosts with their ports; the rest. */
const PARTS = /^([a-z]+:\/\/(?:[^/]*@)?)([^/?#]*)(.*)$/i;

/**
 * A URL that may name several hosts, as libpq has them: `postgres://USER@HOST:PORT,HOST:PORT/DATABASE`.
 * @param password as of `parseDatabaseUrl`
 * @returns an address each, in their order
 * @throws as `parseDatabaseUrl`
 */
export function parseDatabaseHosts(url: string, password: string | undefined): readonly DatabaseAddress[] {
  const [, before = "", hosts = "", rest = ""] = PARTS.exec(url) ?? [];
  const single = hosts.split(",").map((host) => `${before}${host}${rest}`);
  if (single.length > HOSTS_MAX)
    throw refuse(`it names ${single.length} hosts, and ${HOSTS_MAX} are tried at most`);
  return (hosts === "" ? [url] : single).map((each) => parseDatabaseUrl(each, password));
}

/**
 * @param password for a URL without one: the value of PGPASSWORD
 * @throws StoreError "unavailable" that names what is wrong, and never shows the password
 */
export function parseDatabaseUrl(url: string, password: string | undefined): DatabaseAddress {
  const parsed = URL.parse(url);
  if (parsed === null || !/^postgres(?:ql)?:$/.test(parsed.protocol))
    throw refuse("it is not a URL as postgres://USER@HOST:PORT/DATABASE");
  const unknown = [...parsed.searchParams.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined)
    throw refuse(`${unknown} is not known; its parameters are ${[...PARAMETERS].join(" and ")}`);
  const database = decode(parsed.pathname.slice(1));
  if (parsed.hostname === "" || parsed.username === "" || database === "" || database.includes("/"))
    throw refuse("it has to name one user, host and database: postgres://USER@HOST:PORT/DATABASE");
  const given = decode(parsed.password);
  return {
    host: parsed.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: parsed.port === "" ? DEFAULT_PORT : Number(parsed.port),
    user: decode(parsed.username),
    password: given === "" ? password : given,
    database,
    sslMode: readSslMode(parsed.searchParams.get("sslmode")),
    sslRootCertificate: parsed.searchParams.get("sslrootcert") ?? undefined,
  };
}

function readSslMode(given: string | null): SslMode {
  if (given === null) return "prefer";
  const mode = SSL_MODES.find((each) => each === given);
  if (mode === undefined) throw refuse(`sslmode=${given} is none of ${SSL_MODES.join(", ")}`);
  return mode;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refuse("a % in it is not followed by two hexadecimal digits");
  }
}

function refuse(reason: string): StoreError {
  return new StoreError("unavailable", `cannot use the URL of the database: ${reason}`);
}

/** In the order in which they are tried: with TLS as it says, or without. */
export function tlsAttempts(address: DatabaseAddress): readonly (ConnectionOptions | false)[] {
  return TLS_ATTEMPTS[address.sslMode](address);
}

const TLS_ATTEMPTS: Readonly<
  Record<SslMode, (address: DatabaseAddress) => readonly (ConnectionOptions | false)[]>
> = {
  disable: () => [false],
  allow: () => [false, UNVERIFIED],
  prefer: () => [UNVERIFIED, false],
  // As libpq: whoever names a root certificate means it.
  require: (address) => [address.sslRootCertificate === undefined ? UNVERIFIED : chainVerified(address)],
  "verify-ca": (address) => [chainVerified(address)],
  "verify-full": (address) => [{ ...trusted(address), rejectUnauthorized: true, ...named(address) }],
};

const UNVERIFIED: ConnectionOptions = { rejectUnauthorized: false };

function chainVerified(address: DatabaseAddress): ConnectionOptions {
  return { ...trusted(address), rejectUnauthorized: true, checkServerIdentity: () => undefined };
}

/** An address has no name to send. */
function named({ host }: DatabaseAddress): ConnectionOptions {
  return /^[\d.]+$|:/.test(host) ? {} : { servername: host };
}

function trusted({ sslRootCertificate: file }: DatabaseAddress): ConnectionOptions {
  if (file === undefined) return {};
  // As libpq: those of the machine, and not those that Node brings.
  return { ca: file === "system" ? getCACertificates("system") : readCertificates(file) };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** Node takes any file for one of authorities, and would trust nobody: that would look like a wrong server. */
function readCertificates(file: string): string[] {
  try {
    const certificates = readFileSync(file, "utf8").match(CERTIFICATE) ?? [];
    if (certificates.length === 0) throw new Error("no certificate in PEM is in it");
    // It reads a certificate of its own, where it reads over those of others.
    for (const cert of certificates) createSecureContext({ cert });
    return certificates;
  } catch (error) {
    throw refuse(`sslrootcert=${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
