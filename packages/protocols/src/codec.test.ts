import { deepEqual, equal, throws } from "node:assert/strict";
import { test } from "node:test";
import { loadContract, loadContractIndex } from "@rolecall/contracts";
import { codecOf } from "./codec.ts";
import { createRouter } from "./router.ts";

const router = createRouter(await loadContractIndex());
const iam = await loadContract("iam");

function decode(body: string): unknown {
  const request = { method: "POST", rawPath: "/", rawQuery: "", headers: {}, body: Buffer.from(body) };
  const identified = router.identify(request);
  return codecOf(iam, iam.operations.get(identified.operation)!).decode(request, identified);
}

test("a request becomes its operation's input, checked", () => {
  const body = "Action=CreateUser&Version=2010-05-08&UserName=alice&Tags=";
  deepEqual(decode(body), { UserName: "alice", Tags: [] });
  throws(() => decode("Action=CreateUser&Version=2010-05-08"), { code: "ValidationError", httpStatus: 400 });
});

test("a codec is made once", () => {
  const operation = iam.operations.get("GetUser")!;
  equal(codecOf(iam, operation), codecOf(iam, operation));
});
