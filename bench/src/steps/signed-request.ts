/** One CreateUser as the edge hands it on, signed anew for each call of `next`, so that nothing can remember it. */
import { createSigningKeyCache, type SignedRequest, signRequest } from "@rolecall/sigv4";

export const CREDENTIALS = {
  accessKeyId: "AKIABENCH00000000000",
  secretAccessKey: "bench-secret-abcdefghijklmnopqrstuvwxyz0",
};

const HEADERS = {
  host: ["127.0.0.1:4600"],
  "content-type": ["application/x-www-form-urlencoded; charset=utf-8"],
};

export interface SampleRequest extends SignedRequest {
  readonly payload: Uint8Array;
  readonly body: Uint8Array;
}

const signingKeys = createSigningKeyCache({ capacity: 10 });

export function signedCreateUser(number: number): SampleRequest {
  const form = {
    Action: "CreateUser",
    Version: "2010-05-08",
    UserName: `made-${number}`,
    Path: "/made/",
    "Tags.member.1.Key": "team",
    "Tags.member.1.Value": "core team",
    "Tags.member.2.Key": "cost-center",
    "Tags.member.2.Value": "4711",
  };
  const body = Buffer.from(new URLSearchParams(form).toString());
  const bare = { method: "POST", rawPath: "/", rawQuery: "", headers: HEADERS, payload: body };
  const options = {
    credentials: CREDENTIALS,
    service: "iam",
    region: "us-east-1",
    nowMs: Date.now(),
    signingKeys,
  };
  const added = Object.entries(signRequest(bare, options)).map(([name, value]) => [name, [value]] as const);
  const headers = Object.assign(Object.create(null), HEADERS, Object.fromEntries(added));
  return { ...bare, headers, body };
}
