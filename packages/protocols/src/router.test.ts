import { deepEqual, equal, throws } from "node:assert/strict";
import { test } from "node:test";
import { type ContractIndex, loadContractIndex, serviceNames } from "@rolecall/contracts";
import { limits } from "./limits.ts";
import type { ProtocolRequest } from "./request.ts";
import { OtherServiceError, RequestError } from "./request-error.ts";
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
      const [rawPath = "", rawQuery = ""] = path.replace(/\{\w+\}/g, "label").split("?");
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

test("a path with a label is an operation's, and IAM's by its signature", () => {
  const get = (rawPath: string) => ({ method: "GET", rawPath });
  const details = "/authorization-details/1fhumcih5b5kwfh3zjwjpwbqs";
  equal(operationOf(get(details), "iam"), "iam-toolbox:GetRequestAuthorizationDetails");
  equal(operationOf(get(`${details}/policy`), "iam"), "iam-toolbox:GetRequestAuthorizationPolicy");
  equal(router.identify(request(get(details))).signingName, "iam");
  for (const path of [
    `${details}/`,
    `${details}/policy/x`,
    "/authorization-details/",
    "/authorization-details",
  ]) {
    deepEqual(refusal(get(path), "iam"), ["rest-json", undefined, "UnknownOperationException", 404], path);
  }
  deepEqual(refusal({ ...get(details), method: "POST" }, "iam")[2], "UnknownOperationException");
  // A bucket of S3 may be called so.
  throws(() => operationOf(get(details), "s3"), OtherServiceError);
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

function otherService(parts: Parameters<typeof request>[0], signingName?: string) {
  try {
    router.identify(request(parts), signingName);
  } catch (error) {
    if (!(error instanceof OtherServiceError)) throw error;
    return [error.protocol, error.signingName];
  }
  throw new Error("The request was identified.");
}

test("what is for a service without a contract is told by its signature, in its own protocol", () => {
  const form = { "content-type": ["application/x-www-form-urlencoded; charset=utf-8"] };
  const json = { "content-type": ["application/json"] };
  const target = (name: string) => ({
    "x-amz-target": [name],
    "content-type": ["application/x-amz-json-1.0"],
  });
  deepEqual(otherService({ method: "GET" }, "s3"), ["s3", "s3"]);
  deepEqual(otherService({ method: "PUT", rawPath: "/bucket/key", body: "%zz&=" }, "s3"), ["s3", "s3"]);
  deepEqual(
    otherService({ rawPath: "/token" }, "s3"),
    ["s3", "s3"],
    "a bucket with the name of a route of ours",
  );
  const instances = "Action=DescribeInstances&Version=2016-11-15";
  deepEqual(otherService({ headers: form, body: instances }, "ec2"), ["ec2", "ec2"]);
  const publish = "Action=Publish&Version=2010-03-31";
  deepEqual(otherService({ headers: form, body: publish }, "sns"), ["query", "sns"]);
  deepEqual(otherService({ method: "GET", rawPath: "/2013-04-01/hostedzone" }, "route53"), [
    "rest-xml",
    "route53",
  ]);
  const tables = target("DynamoDB_20120810.ListTables");
  deepEqual(otherService({ headers: tables, body: "{}" }, "dynamodb"), ["json", "dynamodb"]);
  const functions = { method: "GET", rawPath: "/2015-03-31/functions/" };
  deepEqual(otherService(functions, "lambda"), ["rest-json", "lambda"]);
  deepEqual(otherService({ headers: json, body: "{}" }, "not-made-yet"), ["rest-json", "not-made-yet"]);
  deepEqual(otherService({ headers: target("Nobody.Act") }, "not-made-yet"), ["json", "not-made-yet"]);
});

test("without a signature X-Amz-Target tells the service, if it is one of AWS's", () => {
  const headers = { "x-amz-target": ["DynamoDB_20120810.ListTables"] };
  deepEqual(otherService({ headers }), ["json", "dynamodb"]);
  for (const name of ["__proto__.X", ".X", "X", ""]) {
    deepEqual(refusal({ headers: { "x-amz-target": [name] } }).slice(0, 3), [
      "json",
      undefined,
      "UnknownOperationException",
    ]);
  }
});

test("an operation of ours is found whatever service it is signed for, so that the signature is told to be wrong", () => {
  equal(operationOf({ body: "Action=GetCallerIdentity&Version=2011-06-15" }, "s3"), "sts:GetCallerIdentity");
  deepEqual(refusal({ body: "Action=Nothing&Version=2011-06-15" }, "iam"), [
    "query",
    "iam",
    "InvalidAction",
    400,
  ]);
});
