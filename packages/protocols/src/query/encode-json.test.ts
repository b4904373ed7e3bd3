import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { loadContract } from "@rolecall/contracts";
import { encodeError } from "../encode-error.ts";
import { queryJsonEncoder } from "./encode-json.ts";

const iam = await loadContract("iam");
const sts = await loadContract("sts");

function encode(contract: typeof iam, operation: string, output: unknown) {
  return queryJsonEncoder(contract.operations.get(operation)!)(output, "req-1");
}

test("an output stands in its result, with the request's id behind it", () => {
  const identity = { UserId: "AIDA", Account: "111122223333", Arn: 'arn:"' };
  deepEqual(encode(sts, "GetCallerIdentity", identity), {
    status: 200,
    headers: { "x-amzn-RequestId": "req-1", "Content-Type": "application/json" },
    body:
      '{"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"UserId":"AIDA","Account":"111122223333",' +
      '"Arn":"arn:\\""},"ResponseMetadata":{"RequestId":"req-1"}}}',
  });
});

test("lists are arrays, times are seconds, what is absent is left out", () => {
  const CreateDate = new Date("2026-01-02T03:04:05.5Z");
  const user = { Path: "/", UserName: "ann", UserId: "AIDA", Arn: "arn", CreateDate, Tags: [] };
  const { body } = encode(iam, "ListUsers", { Users: [user, user], IsTruncated: false, Marker: undefined });
  const told = { ...user, CreateDate: CreateDate.getTime() / 1000 };
  deepEqual(JSON.parse(body), {
    ListUsersResponse: {
      ListUsersResult: { Users: [told, told], IsTruncated: false },
      ResponseMetadata: { RequestId: "req-1" },
    },
  });
});

test("maps are objects, bytes are base64", () => {
  const summary = encode(iam, "GetAccountSummary", { SummaryMap: { Users: 3 } });
  deepEqual(JSON.parse(summary.body).GetAccountSummaryResponse.GetAccountSummaryResult, {
    SummaryMap: { Users: 3 },
  });
  const report = encode(iam, "GetCredentialReport", { Content: Buffer.from("user,arn") });
  deepEqual(JSON.parse(report.body).GetCredentialReportResponse.GetCredentialReportResult, {
    Content: "dXNlcixhcm4=",
  });
});

test("an operation that gives nothing has no result", () => {
  deepEqual(
    encode(iam, "DeleteUser", {}).body,
    '{"DeleteUserResponse":{"ResponseMetadata":{"RequestId":"req-1"}}}',
  );
});

test("an error says whose fault it is", () => {
  const context = { protocol: "query-json", contract: iam, requestId: "req-1" } as const;
  deepEqual(encodeError({ code: "NoSuchEntity", message: 'no "x"' }, context), {
    status: 404,
    headers: { "x-amzn-RequestId": "req-1", "Content-Type": "application/json" },
    body: '{"Error":{"Code":"NoSuchEntity","Message":"no \\"x\\"","Type":"Sender"},"RequestId":"req-1"}',
  });
  const { body } = encodeError({ code: "InternalFailure", message: "m", httpStatus: 500 }, context);
  deepEqual(JSON.parse(body).Error.Type, "Receiver");
});
