import { Mistake } from "../mistake.ts";

/** What node reports of a call that the system refused. */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  /** Of a call that has two paths: the one where something was to be. */
  readonly dest?: string;
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
}

type Sentence = (error: SystemError) => string;

/** For who asked for an address that cannot be had. */
const ADDRESS_SENTENCES: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  [
    "EADDRINUSE",
    ({ port, address }) =>
      `port ${port} of ${address} is taken, by another Rolecall perhaps. Choose another one with --port; 0 takes any that is free.`,
  ],
  ["EACCES", ({ port }) => `this user may not listen on port ${port}. Choose one above 1023 with --port.`],
  ["EADDRNOTAVAIL", ({ address }) => `this machine has no address ${address}. See --host.`],
  ["ENOTFOUND", ({ hostname }) => `there is no host ${hostname}. See --host.`],
  ["EAI_AGAIN", ({ hostname }) => `the host ${hostname} cannot be looked up. See --host.`],
]);

/** For who named a place where nothing can be kept. */
const FILE_SENTENCES: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  ["EACCES", ({ path }) => `this user may not read or write ${path}.`],
  ["EPERM", ({ path }) => `this user may not read or write ${path}.`],
  ["EROFS", ({ path }) => `${path} cannot be written: its file system is read-only.`],
  ["ENOSPC", ({ path }) => `${path ?? "A file"} cannot be written: the disk is full.`],
  ["ENOENT", ({ path }) => `${path} is not there and cannot be made.`],
  ["ENOTDIR", ({ path }) => `${path} cannot be: a part of its path is a file and no folder.`],
  ["EEXIST", ({ path }) => `${path} is a file, and a folder is needed there.`],
  ["EISDIR", ({ path, dest = path }) => `${dest} is a folder, and a file is needed there.`],
  ["ENAMETOOLONG", ({ path }) => `the name ${path?.slice(0, NAME_SHOWN)}… is too long.`],
]);

const NAME_SHOWN = 100;
const ADDRESS_CALLS: ReadonlySet<string> = new Set(["listen", "bind", "getaddrinfo"]);

/** What the system refuses is a mistake of whoever asked for it, and gets a sentence; any other error stays what it is. */
export function explainSystemError(error: unknown): unknown {
  if (!isSystemError(error)) return error;
  const sentences = ADDRESS_CALLS.has(error.syscall) ? ADDRESS_SENTENCES : FILE_SENTENCES;
  return new Mistake(sentences.get(error.code)?.(error) ?? `${error.message}.`);
}

function isSystemError(error: unknown): error is SystemError {
  const { code, syscall } = error as Partial<SystemError>;
  return error instanceof Error && typeof code === "string" && typeof syscall === "string";
}
