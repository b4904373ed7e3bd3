import {
  createSigningKeyCache,
  type SignedRequest,
  type SigningCredentials,
  signRequest,
} from "@rolecall/sigv4";
import type { TestInstallation } from "./installation.ts";

/** An answer as it came, with what stands in an error of the Query protocol. */
export interface RawAnswer {
  readonly status: number;
  readonly requestId: string | null;
  readonly text: string;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export interface RawCall {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A call of STS or IAM in the Query protocol, signed as the SDK would sign it. */
export function signCall(
  installation: TestInstallation,
  body: string,
  options: { readonly credentials: SigningCredentials; readonly service?: string; readonly nowMs?: number },
): RawCall {
  const base = {
    host: new URL(installation.endpoint).host,
    "content-type": "application/x-www-form-urlencoded",
  };
  const request: SignedRequest = {
    method: "POST",
    rawPath: "/",
    rawQuery: "",
    headers: { host: [base.host], "content-type": [base["content-type"]] },
    payload: Buffer.from(body),
  };
  const signature = signRequest(request, {
    credentials: options.credentials,
    region: "us-east-1",
    service: options.service ?? "sts",
    nowMs: options.nowMs ?? Date.now(),
    signingKeys: createSigningKeyCache({ capacity: 10 }),
  });
  return { headers: { ...base, ...signature }, body };
}

export async function sendRaw(
  installation: TestInstallation,
  { headers, body }: RawCall,
): Promise<RawAnswer> {
  const response = await fetch(installation.endpoint, { method: "POST", headers, body });
  const text = await response.text();
  return {
    status: response.status,
    requestId: response.headers.get("x-amzn-requestid"),
    text,
    code: /<Code>([^<]*)<\/Code>/.exec(text)?.[1],
    message: /<Message>([^<]*)<\/Message>/.exec(text)?.[1],
  };
}
