import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createSigningKeyCache, type SignedRequest, signRequest } from "@rolecall/sigv4";
import { keysIn, MANAGEMENT, MEMBER, startOrganization, type TestOrganization } from "./organization.ts";

/** What clients of other languages read: the bytes of Organizations' answers. */
let organization: TestOrganization;
before(async () => {
  organization = await startOrganization();
});
after(() => organization?.stop());

async function send(operation: string, input: object, keys = keysIn(MANAGEMENT)): Promise<Response> {
  const { endpoint } = organization.installation;
  const headers = {
    host: new URL(endpoint).host,
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSOrganizationsV20161128.${operation}`,
  };
  const body = JSON.stringify(input);
  const request: SignedRequest = {
    method: "POST",
    rawPath: "/",
    rawQuery: "",
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    payload: Buffer.from(body),
  };
  const signature = signRequest(request, {
    credentials: keys,
    region: "us-east-1",
    service: "organizations",
    nowMs: Date.now(),
    signingKeys: createSigningKeyCache({ capacity: 10 }),
  });
  return fetch(endpoint, { method: "POST", headers: { ...headers, ...signature }, body });
}

test("an operation without output answers nothing, not an empty object", async () => {
  const answer = await send("EnableAWSServiceAccess", { ServicePrincipal: "sso.amazonaws.com" });
  assert.deepEqual(
    [answer.status, answer.headers.get("content-type"), answer.headers.get("content-length")],
    [200, "application/x-amz-json-1.1", "0"],
  );
  assert.equal(await answer.text(), "");
});

test("errors have their message in Message, and their reason beside it, with 400", async () => {
  const answers = [
    await send("ListRoots", {}, keysIn(MANAGEMENT, "nobody")),
    await send("ListRoots", {}, keysIn(MEMBER)),
    await send("EnableAWSServiceAccess", { ServicePrincipal: "nothing.amazonaws.com" }),
    await send("ListPolicies", { Filter: "TAG_POLICY", MaxResults: 21 }),
  ];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [400, 400, 400, 400],
  );
  const bodies = await Promise.all(answers.map((answer) => answer.json() as Promise<Record<string, string>>));
  assert.match(
    bodies[0]?.Message ?? "",
    /^User: \S+ is not authorized to perform: organizations:ListRoots on resource: \*/,
  );
  assert.deepEqual(Object.keys(bodies[0] ?? {}), ["__type", "Message"]);
  assert.deepEqual(bodies.slice(1), [
    { __type: "AccessDeniedException", Message: "You don't have permissions to access this resource." },
    {
      __type: "InvalidInputException",
      Message: "You specified an unrecognized service principal.",
      Reason: "UNRECOGNIZED_SERVICE_PRINCIPAL",
    },
    {
      __type: "InvalidInputException",
      Message: "You provided a numeric parameter that has a larger value than allowed.",
      Reason: "MAX_VALUE_EXCEEDED",
    },
  ]);
});

test("times are seconds since 1970, with their fraction", async () => {
  const text = await (await send("ListAWSServiceAccessForOrganization", {})).text();
  assert.match(text, /"DateEnabled":\d{10}(?:\.\d{1,3})?[,}]/);
});
