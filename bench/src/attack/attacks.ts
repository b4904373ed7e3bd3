import type { SigningCredentials } from "@rolecall/sigv4";
import { keyOwners, userName } from "../http/installation.ts";
import { signedPost } from "../http/signed-request.ts";
import { FLOODER, rememberPasswords, SLOW_MATCHER } from "./installation.ts";
import type { Manner } from "./plan.ts";

/** What an attack may know of the server, and be given to sign with. */
export interface Target {
  readonly host: string;
  readonly nowMs: number;
  /** A session whose policy is slow to match. */
  readonly slowSession: SigningCredentials;
}

export interface Attack {
  readonly name: string;
  readonly manner: Manner;
  readonly connections: number;
  readonly payloads: (target: Target) => readonly Uint8Array[];
  /** What has to be there before. */
  readonly prepare?: (port: number) => Promise<void>;
}

type Form = Readonly<Record<string, string>>;

const IAM = { Version: "2010-05-08" };
const [someUser] = keyOwners as [SigningCredentials];

/** Numbers of a request's size are chosen so that the front still takes it. */
const LONG_AGENT = "a".repeat(24_000);
const BODY_BYTES = 1024 * 1024;

export const attacks: readonly Attack[] = [
  {
    name: "a signed header named 8,000 times",
    manner: "ask",
    connections: 8,
    payloads: ({ host }) => [unproven(host, `host${";u".repeat(7_000)}`, `u: ${"'".repeat(15_000)}\r\n`)],
  },
  {
    name: "bodies in pieces of one byte",
    manner: "pour",
    connections: 40,
    payloads: ({ host }) => [
      text(`POST / HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n`),
      text("1\r\nx\r\n".repeat(16_000)),
    ],
  },
  {
    name: "answers that nobody reads",
    manner: "pour",
    connections: 8,
    payloads: (target) =>
      repeated(100, signed(target, someUser, { Action: "ListUsers", ...IAM, MaxItems: "1000" })),
  },
  {
    name: "a session policy of a hundred long variables",
    manner: "ask",
    connections: 8,
    payloads: (target) => [getUser(target, target.slowSession)],
  },
  {
    name: "a stored policy of a hundred long variables",
    manner: "ask",
    connections: 8,
    payloads: (target) => [getUser(target, SLOW_MATCHER)],
  },
  {
    name: "requests that nobody signed",
    manner: "ask",
    connections: 16,
    payloads: ({ host }) => [
      text(`POST / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${LONG_AGENT}\r\nContent-Length: 0\r\n\r\n`),
    ],
  },
  {
    name: "bodies that do not end",
    manner: "hold",
    connections: 256,
    payloads: ({ host }) => [
      text(
        `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${BODY_BYTES}\r\n\r\n${"x".repeat(BODY_BYTES - 1)}`,
      ),
    ],
  },
  {
    name: "10,050 connections that say nothing",
    manner: "hold",
    connections: 10_050,
    payloads: () => [new Uint8Array(0)],
  },
  {
    name: "ChangePassword with a wrong old password, 24 remembered",
    manner: "ask",
    connections: 16,
    prepare: rememberPasswords,
    payloads: (target) => [
      signed(target, FLOODER, {
        Action: "ChangePassword",
        ...IAM,
        OldPassword: "wrong",
        NewPassword: "a-New-Password-1",
      }),
    ],
  },
  {
    name: "GetAccountAuthorizationDetails, 64 at once",
    manner: "ask",
    connections: 64,
    payloads: (target) => [
      signed(target, someUser, { Action: "GetAccountAuthorizationDetails", ...IAM, MaxItems: "1000" }),
    ],
  },
  {
    name: "9,900 names of parameters, each with many dots",
    manner: "ask",
    connections: 8,
    payloads: (target) => [signed(target, someUser, dottedForm())],
  },
];

const text = (value: string) => Buffer.from(value, "latin1");
const repeated = (count: number, payload: Uint8Array) => Array.from({ length: count }, () => payload);

function signed(
  { host, nowMs }: Target,
  credentials: SigningCredentials,
  form: Form,
  userAgent?: string,
): Buffer {
  return signedPost(form, { credentials, service: "iam", host, nowMs, ...(userAgent && { userAgent }) });
}

function getUser(target: Target, credentials: SigningCredentials): Buffer {
  return signed(target, credentials, { Action: "GetUser", ...IAM, UserName: userName(1) }, LONG_AGENT);
}

/** A request with a known key's id and a signature that is none. */
function unproven(host: string, signedHeaders: string, header: string): Buffer {
  const timestamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const scope = `${someUser.accessKeyId}/${timestamp.slice(0, 8)}/us-east-1/iam/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${signedHeaders}, Signature=${"0".repeat(64)}`;
  return text(
    `POST / HTTP/1.1\r\nHost: ${host}\r\nX-Amz-Date: ${timestamp}\r\nAuthorization: ${authorization}\r\n${header}Content-Length: 0\r\n\r\n`,
  );
}

function dottedForm(): Form {
  const names = Array.from({ length: 9_900 }, (_, index) => `${"a.".repeat(30)}${index}`);
  return { Action: "ListUsers", ...IAM, ...Object.fromEntries(names.map((name) => [name, "1"])) };
}
