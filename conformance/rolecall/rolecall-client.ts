/** What a service that is written for Rolecall does: JSON over HTTP, signed or proven by its own key. */
import type { RolecallOperations } from "@rolecall/contracts";
import { signRequest } from "@rolecall/sigv4";
import type { Keys } from "../installation/clients.ts";
import type { TestInstallation } from "../installation/installation.ts";

type Reached = Pick<TestInstallation, "endpoint" | "clockOffsetMs">;
type InputOf<Name extends keyof RolecallOperations> = RolecallOperations[Name]["input"];
/** As JSON has it: times are numbers. */
type OutputOf<Name extends keyof RolecallOperations> = RolecallOperations[Name]["output"];

const CONTENT_TYPE = "application/x-amz-json-1.1";

/** Calls an operation of the service `rolecall`, signed where keys are given. @throws Error as AWS's clients throw it */
export async function callRolecall<Name extends keyof RolecallOperations & string>(
  installation: Reached,
  operation: Name,
  input: InputOf<Name>,
  credentials?: Keys,
): Promise<OutputOf<Name>> {
  const url = new URL(installation.endpoint);
  const body = JSON.stringify(input);
  const headers: Record<string, string> = {
    host: url.host,
    "content-type": CONTENT_TYPE,
    "x-amz-target": `Rolecall.${operation}`,
  };
  if (credentials !== undefined) {
    const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
    const request = {
      method: "POST",
      rawPath: "/",
      rawQuery: "",
      headers: lists,
      payload: Buffer.from(body),
    };
    const nowMs = Date.now() + installation.clockOffsetMs();
    Object.assign(
      headers,
      signRequest(request, { credentials, region: "us-east-1", service: "rolecall", nowMs }),
    );
  }
  const response = await fetch(url, { method: "POST", headers, body });
  const answer = (await response.json()) as Record<string, unknown>;
  if (response.status === 200) return answer as OutputOf<Name>;
  const name = String(answer.__type).replace(/^.*#/, "");
  const $metadata = {
    httpStatusCode: response.status,
    requestId: response.headers.get("x-amzn-requestid") ?? "",
  };
  throw Object.assign(new Error(String(answer.message ?? answer.Message)), { name, $metadata });
}
