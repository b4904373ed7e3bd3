import { deepEqual, throws } from "node:assert/strict";
import { test } from "node:test";
import { loadContract } from "@rolecall/contracts";
import type { ProtocolRequest } from "../request.ts";
import { restDecoder } from "./decode.ts";

const sso = await loadContract("sso");
const listAccounts = restDecoder(sso, sso.operations.get("ListAccounts")!);

function request(rawQuery: string, token?: string): ProtocolRequest {
  const headers = token === undefined ? {} : { "x-amz-sso_bearer_token": [token, "second"] };
  return { method: "GET", rawPath: "/assignment/accounts", rawQuery, headers, body: new Uint8Array() };
}

test("members come from the query string and the headers, under their names on the wire", () => {
  deepEqual(listAccounts(request("max_result=5&next_token=a%20b", "secret")), {
    maxResults: 5,
    nextToken: "a b",
    accessToken: "secret",
  });
});

test("what is not given is absent", () => {
  deepEqual(listAccounts(request("")), {});
});

test("a query string that cannot be read is malformed", () => {
  for (const rawQuery of ["max_result=many", "next_token=%zz"]) {
    throws(() => listAccounts(request(rawQuery)), { name: "RequestError", code: "SerializationException" });
  }
});

const toolbox = await loadContract("iam-toolbox");
const getPolicy = restDecoder(toolbox, toolbox.operations.get("GetRequestAuthorizationPolicy")!);

test("members come from the path too, decoded", () => {
  const at = (rawPath: string) => getPolicy({ ...request("policyUri=arn%3Aaws"), rawPath });
  deepEqual(at("/authorization-details/a%2Fb%20c/policy"), {
    policyUri: "arn:aws",
    authorizationId: "a/b c",
  });
  throws(() => at("/authorization-details/%zz/policy"), {
    name: "RequestError",
    code: "SerializationException",
  });
});
