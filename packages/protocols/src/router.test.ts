import { deepEqual, equal, throws } from "node:assert/strict";
import { test } from "node:test";
import { type ContractIndex, loadContractIndex, serviceNames } from "@rolecall/contracts";
import { limits } from "./limits.ts";
import type { ProtocolRequest } from "./request.ts";
import { RequestError } from "./request-error.ts";
import { createRouter } from "./router.ts";

const index = await loadContractIndex();
const router = createRouter(index);

function request(
  parts: Partial<Omit<ProtocolRequest, "body">> & { readonly body?: string },
): ProtocolRequest {
  const defaults = { method: "POST", rawPath: "/", rawQuery: "", headers: {} };
  return { ...defaults, ...parts, body: Buffer.from(parts.body ?? "") };
}

function refusal(parts: Parameters<typeof request>[0], signingName?: string) {
  try {
    router.identify(request(parts), signingName);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return [error.protocol, error.service, error.code, error.httpStatus];
  }
  throw new Error("The request was identified.");
}

function operationOf(parts: Parameters<typeof request>[0], signingName?: string): string {
  const { service, operation } = router.identify(request(parts), signingName);
  return `${service}:${operation}`;
}

test("every operation is told from every other", () => {
  for (const service of serviceNames) {
    const { protocol, apiVersion, targetPrefix, operations } = index[service];
    for (const [operation, { method = "POST", path = "/" }] of Object.entries(operations)) {
      const [rawPath = "", rawQuery = ""] = path.split("?");
      const asked = {
        query: request({ body: `Action=${operation}&Version=${apiVersion}` }),
        json: request({ headers: { "x-amz-target": [`${targetPrefix}.${operation}`] } }),
        "rest-json": request({ method, rawPath, rawQuery }),
      }[protocol];
      const { parameters, ...target } = router.identify(asked);
      equal(parameters !== undefined, protocol === "query");
      equal(`${target.service}:${target.operation}`, `${service}:${operation}`);
      equal(target.signingName, index[service].signingName);
    }
  }
});

test("a Query operation may stand in the query string of a GET", () => {
  const rawQuery = "Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Expires=60";
  equal(operationOf({ method: "GET", rawQuery }), "sts:GetCallerIdentity");
});

test("of a parameter in query string and body, the body's counts", () => {
  const rawQuery = "Action=GetUser&Version=2010-05-08";
  equal(operationOf({ rawQuery, body: "Action=ListUsers" }), "iam:ListUsers");
});

test("the signature's service settles where the version does not", () => {
  const body = "Action=AssumeRole&Version=2010-05-08";
  deepEqual(refusal({ body }, "sts"), ["query", "sts", "InvalidAction", 400]);
  deepEqual(refusal({ body }), ["query", "iam", "InvalidAction", 400]);
});

test("an unknown action is refused in AWS's words", () => {
  const asked = request({ body: "Action=ListUser&Version=2010-05-08" });
  throws(() => router.identify(asked), {
    message: "Could not find operation ListUser for version 2010-05-08",
  });
  throws(() => router.identify(request({ body: "Action=ListUsers" }), "iam"), {
    message: "Could not find operation ListUsers for version NO_VERSION_SPECIFIED",
  });
});

test("names of JavaScript's own are no operations", () => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    deepEqual(refusal({ body: `Action=${name}&Version=2010-05-08` }), ["query", "iam", "InvalidAction", 400]);
    const headers = { "x-amz-target": [`AWSOrganizationsV20161128.${name}`] };
    deepEqual(refusal({ headers }), ["json", "organizations", "UnknownOperationException", 400]);
  }
});

test("a request that names no operation is refused in the protocol that it speaks", () => {
  deepEqual(refusal({}), ["query", undefined, "MissingAction", 400]);
  deepEqual(refusal({ body: "Version=2010-05-08" }), ["query", "iam", "MissingAction", 400]);
  const json = { "content-type": ["application/x-amz-json-1.1"] };
  deepEqual(refusal({ headers: json, body: "{}" }), ["json", undefined, "UnknownOperationException", 400]);
  deepEqual(refusal({ headers: { "x-amz-target": ["Nobody.Act"] } }), [
    "json",
    undefined,
    "UnknownOperationException",
    400,
  ]);
  deepEqual(refusal({ rawPath: "/nowhere" }), ["rest-json", undefined, "UnknownOperationException", 404]);
  deepEqual(refusal({ method: "PUT", rawPath: "/token" }), [
    "rest-json",
    undefined,
    "UnknownOperationException",
    404,
  ]);
});

test("CreateToken with a parameter of IAM's is another operation", () => {
  equal(operationOf({ rawPath: "/token" }), "sso-oidc:CreateToken");
  equal(operationOf({ rawPath: "/token", rawQuery: "aws_iam=t" }), "sso-oidc:CreateTokenWithIAM");
  equal(operationOf({ rawPath: "/token", rawQuery: "aws_iam=f" }), "sso-oidc:CreateToken");
});

test("unsigned operations are marked", () => {
  const unsigned = (action: string) =>
    router.identify(request({ body: `Action=${action}&Version=2011-06-15` })).unsigned;
  equal(unsigned("AssumeRoleWithWebIdentity"), true);
  equal(unsigned("AssumeRole"), false);
});

test("broken encoding and too many parameters have errors of their own", () => {
  deepEqual(refusal({ body: "Action=%zz" }), ["query", undefined, "MalformedQueryString", 404]);
  const body = "a=1&".repeat(limits.parameters + 1);
  deepEqual(refusal({ body }), ["query", undefined, "TooManyParameters", 400]);
});

test("two operations that answer the same request are refused at start", () => {
  const twice: ContractIndex = { ...index, sso: index["sso-oidc"] };
  throws(() => createRouter(twice), /Two operations answer POST/);
  const sameTarget: ContractIndex = { ...index, identitystore: index.organizations };
  throws(() => createRouter(sameTarget), /Two services answer the same/);
});
