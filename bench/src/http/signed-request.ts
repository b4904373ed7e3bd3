import { createSigningKeyCache, type SigningCredentials, signRequest } from "@rolecall/sigv4";

export interface Signing {
  readonly credentials: SigningCredentials;
  readonly service: "iam" | "sts";
  /** `127.0.0.1:4600` */
  readonly host: string;
  readonly nowMs: number;
  /** The AWS CLI's, unless another is asked for. */
  readonly userAgent?: string;
}

const CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

/** What the AWS CLI sends besides what it signs. */
const CLI_USER_AGENT =
  "aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.8 md/arch#x86_64 lang/python#3.13 cfg/retry-mode#standard";
const UNSIGNED_HEADERS = [
  "Accept-Encoding: identity",
  "amz-sdk-invocation-id: 5b1f6d0e-0c9a-4a57-9a3c-6d7f2a4d9e10",
  "amz-sdk-request: attempt=1",
];

const signingKeys = createSigningKeyCache({ capacity: 1_000 });

/** A whole request as it stands on the wire, signed in its Authorization header like the AWS CLI's. */
export function signedPost(form: Readonly<Record<string, string>>, signing: Signing): Buffer {
  const { credentials, service, host, nowMs, userAgent } = signing;
  const body = bodyOf(form);
  const headers = { "content-type": [CONTENT_TYPE], host: [host] };
  const added = signRequest(
    { method: "POST", rawPath: "/", rawQuery: "", headers, payload: body },
    { credentials, service, region: "us-east-1", nowMs, signingKeys },
  );
  return wholePost(body, { host, added: Object.entries(added), userAgent });
}

/** The same of an operation that nobody signs. */
export function unsignedPost(form: Readonly<Record<string, string>>, host: string): Buffer {
  return wholePost(bodyOf(form), { host, added: [] });
}

function bodyOf(form: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(new URLSearchParams(form).toString());
}

interface Head {
  readonly host: string;
  readonly added: readonly (readonly [name: string, value: string])[];
  readonly userAgent?: string | undefined;
}

function wholePost(body: Buffer, { host, added, userAgent = CLI_USER_AGENT }: Head): Buffer {
  const lines = [
    "POST / HTTP/1.1",
    `Host: ${host}`,
    `Content-Type: ${CONTENT_TYPE}`,
    `Content-Length: ${body.length}`,
    ...added.map(([name, value]) => `${name}: ${value}`),
    `User-Agent: ${userAgent}`,
    ...UNSIGNED_HEADERS,
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), body]);
}
