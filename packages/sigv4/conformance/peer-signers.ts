import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import { SignatureV4a } from "@smithy/signature-v4a";
// @ts-expect-error aws4 ships no types.
import untypedAws4 from "aws4";
import type { HeaderValues, SignedRequest } from "../src/index.ts";

interface Aws4Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

const aws4 = untypedAws4 as { sign(request: object, credentials: object): Aws4Request };

/** A request as a client library sees it, before it is signed. */
export interface PlainRequest {
  readonly method: string;
  /** Encoded already, as it will be on the wire. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PeerOptions {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  readonly service: string;
  readonly nowMs: number;
}

function asBytes(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** The hash that the SDK's signers ask their caller for. */
class NodeSha256 {
  #hash: Hash | Hmac;
  readonly #secret: string | Uint8Array | undefined;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret === undefined || typeof secret === "string" ? secret : asBytes(secret);
    this.#hash = this.#start();
  }
  #start(): Hash | Hmac {
    return this.#secret === undefined ? createHash("sha256") : createHmac("sha256", this.#secret);
  }
  reset(): void {
    this.#hash = this.#start();
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === "string" ? data : asBytes(data));
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
}

function escapeQuery(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function queryText(query: Readonly<Record<string, string | readonly string[] | null | undefined>>): string {
  const pieces: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    for (const one of typeof value === "string" ? [value] : (value ?? [])) {
      pieces.push(`${escapeQuery(name)}=${escapeQuery(one)}`);
    }
  }
  return pieces.join("&");
}

/** What a server would see: names in lower case, values in lists. */
function received(
  request: PlainRequest,
  headers: Readonly<Record<string, string>>,
  rawQuery: string,
): SignedRequest {
  const values: Record<string, string[]> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) values[name.toLowerCase()] = [value];
  return {
    method: request.method,
    rawPath: request.path,
    rawQuery,
    headers: values as HeaderValues,
    payload: Buffer.from(request.body, "utf8"),
  };
}

function smithyRequest(request: PlainRequest) {
  return {
    protocol: "http:",
    hostname: request.headers.host ?? "",
    method: request.method,
    path: request.path,
    query: { ...request.query } as Record<string, string | string[]>,
    headers: { ...request.headers },
    body: request.body,
  };
}

function smithyOptions({ accessKeyId, secretAccessKey, sessionToken, region, service }: PeerOptions) {
  return {
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    region,
    service,
    sha256: NodeSha256,
    uriEscapePath: service !== "s3",
  };
}

export async function signWithSmithy(request: PlainRequest, options: PeerOptions): Promise<SignedRequest> {
  const signer = new SignatureV4(smithyOptions(options));
  const signed = await signer.sign(smithyRequest(request), { signingDate: new Date(options.nowMs) });
  return received(request, signed.headers, queryText(signed.query ?? {}));
}

export async function presignWithSmithy(
  request: PlainRequest,
  options: PeerOptions & { readonly expiresSeconds: number },
): Promise<SignedRequest> {
  const signer = new SignatureV4(smithyOptions(options));
  const signed = await signer.presign(smithyRequest(request), {
    signingDate: new Date(options.nowMs),
    expiresIn: options.expiresSeconds,
  });
  return received(request, signed.headers, queryText(signed.query ?? {}));
}

export async function signWithSmithyV4a(request: PlainRequest, options: PeerOptions): Promise<SignedRequest> {
  const signer = new SignatureV4a(smithyOptions(options));
  const signed = await signer.sign(smithyRequest(request), { signingDate: new Date(options.nowMs) });
  return received(request, signed.headers, queryText(signed.query ?? {}));
}

export function signWithAws4(request: PlainRequest, options: PeerOptions, signQuery: boolean): SignedRequest {
  const rawQuery = queryText(request.query);
  const date = new Date(options.nowMs).toISOString().replace(/[:-]|\.\d{3}/g, "");
  const dateParameter = signQuery ? `${rawQuery === "" ? "" : "&"}X-Amz-Date=${date}&X-Amz-Expires=900` : "";
  const query = `${rawQuery}${dateParameter}`;
  const signed = aws4.sign(
    {
      method: request.method,
      path: query === "" ? request.path : `${request.path}?${query}`,
      headers: signQuery ? { ...request.headers } : { ...request.headers, "X-Amz-Date": date },
      body: request.body,
      service: options.service,
      region: options.region,
      signQuery,
    },
    {
      accessKeyId: options.accessKeyId,
      secretAccessKey: options.secretAccessKey,
      ...(options.sessionToken === undefined ? {} : { sessionToken: options.sessionToken }),
    },
  );
  const [path = "", signedQuery = ""] = signed.path.split("?");
  const headers = Object.fromEntries(
    Object.entries(signed.headers).map(([name, value]) => [name, String(value)]),
  );
  return received({ ...request, path }, headers, signedQuery);
}
