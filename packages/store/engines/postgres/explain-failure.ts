/** What is wrong with a database that cannot be used, in one line for who runs the program. */
import { StoreError } from "../../src/errors.ts";
import type { DatabaseAddress } from "./database-url.ts";

type Explain = (address: DatabaseAddress, error: Error) => string;

const where = ({ host, port }: DatabaseAddress) => `${host}:${port}`;

const UNTRUSTED: Explain = (address) =>
  `the certificate of ${where(address)} comes from nobody who is trusted here: name who issued it, sslrootcert=FILE (or sslrootcert=system)`;

const UNTIMELY: Explain = (address, { message }) =>
  `the certificate of ${where(address)} does not count today (${message}): look at its dates, and at this machine's clock`;

/** By the code of the server, of the system or of Node's TLS. */
const REASONS: Readonly<Record<string, Explain>> = {
  ENOTFOUND: ({ host }) => `there is no host ${host}`,
  EAI_AGAIN: ({ host }) => `the name of the host ${host} cannot be looked up`,
  ECONNREFUSED: (address) => `nothing listens on ${where(address)}`,
  EHOSTUNREACH: (address) => `${where(address)} cannot be reached`,
  ETIMEDOUT: (address) => `${where(address)} does not answer`,
  "28P01": ({ user }) => `the password of ${user} is wrong, or none was given (in the URL, or by PGPASSWORD)`,
  "28000": ({ user, sslMode }, { message }) =>
    `${user} may not sign in: ${message}${sslMode === "disable" ? " (sslmode=disable)" : ""}`,
  "3D000": ({ database }) => `the server has no database ${database}: create it first`,
  "42501": ({ user, database }, { message }) =>
    `${user} may not make its tables in ${database} (${message}): make ${user} the owner of the database`,
  "42P07": ({ database }, { message }) => `${database} holds tables of another program (${message})`,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host }) =>
    `the server's certificate does not name ${host}: use a name that it holds`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  CERT_SIGNATURE_FAILURE: UNTRUSTED,
  CERT_HAS_EXPIRED: UNTIMELY,
  CERT_NOT_YET_VALID: UNTIMELY,
  "53300": (_, { message }) => `the server takes no more connections (${message})`,
};

export function explainFailure(address: DatabaseAddress, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const { user, database } = address;
  const name = `postgres://${user}@${where(address)}/${database}`;
  return new StoreError("unavailable", `cannot open the database ${name}: ${reasonOf(address, error)}`, {
    cause: error,
  });
}

/** Of several hosts, none of which would do. */
export function explainFailures(
  addresses: readonly DatabaseAddress[],
  errors: readonly unknown[],
): StoreError {
  const [first] = addresses;
  if (addresses.length === 1) return explainFailure(first!, errors[0]);
  const hosts = addresses.map(where).join();
  const reasons = addresses.map((address, nth) => `${where(address)}: ${reasonOf(address, errors[nth])}`);
  const name = `postgres://${first!.user}@${hosts}/${first!.database}`;
  return new StoreError("unavailable", `cannot open the database ${name}: ${reasons.join("; ")}`, {
    cause: errors[0],
  });
}

function reasonOf(address: DatabaseAddress, error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  const explain = code === undefined ? undefined : REASONS[code];
  if (explain !== undefined) return explain(address, error);
  if (/does not support SSL/.test(error.message))
    return `${where(address)} speaks no TLS, and sslmode=${address.sslMode} asks for it`;
  if (/client password must be a (?:non-empty )?string/.test(error.message))
    return `${address.user} needs a password, and none was given (in the URL, or by PGPASSWORD)`;
  if (/timeout expired/.test(error.message)) return `${where(address)} does not answer`;
  return error.message.replace(/\.$/, "");
}

/** Of several addresses of a host, the first that failed. */
function codeOf(error: Error): string | undefined {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
