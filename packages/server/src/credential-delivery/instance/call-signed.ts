import { type JsonObject, type RolecallEndpoint, readRolecallAnswer } from "@rolecall/metadata";
import { type SigningCredentials, signRequest } from "@rolecall/sigv4";

export interface SignedEndpoint extends RolecallEndpoint {
  readonly credentials: SigningCredentials;
  readonly region: string;
}

/**
 * Calls an operation of Rolecall's own service as a user: JSON 1.1, signed with Signature Version 4.
 * @throws CredentialsRefused where it is refused; Error where nobody answers
 */
export async function callSigned(
  { send, endpoint: url, clock, credentials, region }: SignedEndpoint,
  operation: string,
  input: JsonObject,
): Promise<JsonObject> {
  const body = Buffer.from(JSON.stringify(input));
  const headers = {
    host: url.host,
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `Rolecall.${operation}`,
  };
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const signed = signRequest(
    { method: "POST", rawPath: url.pathname, rawQuery: "", headers: lists, payload: body },
    { credentials, region, service: "rolecall", nowMs: clock() },
  );
  return readRolecallAnswer(await send({ url, headers: { ...headers, ...signed }, body }), clock());
}
