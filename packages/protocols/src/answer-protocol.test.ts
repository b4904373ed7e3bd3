import { equal } from "node:assert/strict";
import { test } from "node:test";
import { answerProtocol } from "./answer-protocol.ts";
import type { ProtocolRequest } from "./request.ts";

function asking(...accept: readonly string[]): ProtocolRequest {
  const headers = accept.length === 0 ? {} : { accept };
  return { method: "POST", rawPath: "/", rawQuery: "", headers, body: Buffer.from("") };
}

test("Query answers JSON to whoever takes JSON and no XML", () => {
  const cases: readonly (readonly [accept: readonly string[], isJson: boolean])[] = [
    [[], false],
    [["application/json"], true],
    [["Application/JSON; charset=utf-8"], true],
    [["text/html, application/json;q=0.5"], true],
    [["text/plain", "application/json"], true],
    [["*/*"], false],
    [["application/json, text/plain, */*"], false],
    [["application/json", "text/xml"], false],
    [["application/json, application/xml;q=0.1"], false],
    [["application/*, application/json"], false],
    [["application/x-amz-json-1.1"], false],
    [[""], false],
  ];
  for (const [accept, isJson] of cases) {
    equal(answerProtocol("query", asking(...accept)), isJson ? "query-json" : "query", accept.join(" + "));
  }
});

test("another protocol has one form", () => {
  for (const protocol of ["json", "rest-json", "s3", "ec2", "rest-xml"] as const) {
    equal(answerProtocol(protocol, asking("application/json")), protocol);
  }
});
