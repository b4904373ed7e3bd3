/** What is wrong with a database that cannot be used, in one line for who runs the program. */
import { StoreError } from "../../src/errors.ts";
import type { DatabaseAddress } from "./database-url.ts";

type Explain = (address: DatabaseAddress, error: Error) => string;

const where = ({ host, port }: DatabaseAddress) => `${host}:${port}`;

/** By the code of the server or of the system. */
const REASONS: Readonly<Record<string, Explain>> = {
  ENOTFOUND: ({ host }) => `there is no host ${host}`,
  EAI_AGAIN: ({ host }) => `the name of the host ${host} cannot be looked up`,
  ECONNREFUSED: (address) => `nothing listens on ${where(address)}`,
  EHOSTUNREACH: (address) => `${where(address)} cannot be reached`,
  ETIMEDOUT: (address) => `${where(address)} does not answer`,
  "28P01": ({ user }) => `the password of ${user} is wrong, or none was given (in the URL, or by PGPASSWORD)`,
  "28000": ({ user }, { message }) => `${user} may not sign in: ${message}`,
  "3D000": ({ database }) => `the server has no database ${database}: create it first`,
  "42501": ({ user, database }, { message }) =>
    `${user} may not make its tables in ${database} (${message}): make ${user} the owner of the database`,
  "42P07": ({ database }, { message }) => `${database} holds tables of another program (${message})`,
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

function reasonOf(address: DatabaseAddress, error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error);
  const explain = code === undefined ? undefined : REASONS[code];
  if (explain !== undefined) return explain(address, error);
  if (/timeout expired/.test(error.message)) return `${where(address)} does not answer`;
  return error.message.replace(/\.$/, "");
}

/** Of several addresses of a host, the first that failed. */
function codeOf(error: Error): string | undefined {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return codeOf(error.errors[0]);
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
