import { type SigningCredentials, signRequest } from "@rolecall/sigv4";
import { sendOverHttp } from "../credential-delivery/send-over-http.ts";
import { Mistake } from "../mistake.ts";

export interface AskedFunction {
  readonly endpoint: URL;
  readonly region: string;
  /** Who asks. */
  readonly caller: SigningCredentials;
  readonly functionName: string;
  readonly roleArn: string;
  readonly nowMs: number;
}

/** What the function signs with, and what it is called. */
export interface FunctionCredentials {
  readonly functionArn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/**
 * Asks the server for a session of the function's execution role: it decides.
 * @throws Mistake with the server's words where it says no; Error where it cannot be asked
 */
export async function askFunctionCredentials(asked: AskedFunction): Promise<FunctionCredentials> {
  const { status, text } = await sendOverHttp(signedCall(asked));
  const answer = JSON.parse(text) as {
    readonly __type?: string;
    readonly message?: string;
    readonly FunctionArn?: string;
    readonly Credentials?: Readonly<Record<"AccessKeyId" | "SecretAccessKey" | "SessionToken", string>>;
  };
  const { FunctionArn: functionArn, Credentials: credentials } = answer;
  if (status !== 200 || functionArn === undefined || credentials === undefined)
    throw new Mistake(
      `the role cannot be had: ${answer.__type ?? `HTTP ${status}`}: ${answer.message ?? ""}`,
    );
  const { AccessKeyId, SecretAccessKey, SessionToken } = credentials;
  return {
    functionArn,
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
}

function signedCall({ endpoint: url, region, caller, functionName, roleArn, nowMs }: AskedFunction) {
  const body = Buffer.from(JSON.stringify({ FunctionName: functionName, Role: roleArn }));
  const headers = {
    host: url.host,
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "Rolecall.GetFunctionRoleCredentials",
  };
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const signed = signRequest(
    { method: "POST", rawPath: url.pathname, rawQuery: "", headers: lists, payload: body },
    { credentials: caller, region, service: "rolecall", nowMs },
  );
  return { url, headers: { ...headers, ...signed }, body };
}
