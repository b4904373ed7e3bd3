import assert from "node:assert/strict";
import { test } from "node:test";
import { AWS_NAME, createIdp } from "./idp.test-support.ts";
import { readMetadata, readResponse, verifyResponse } from "./index.ts";

const NOW = Date.parse("2026-11-26T12:00:00Z");
const idp = createIdp({ now: () => NOW });
const provider = { metadata: readMetadata(idp.metadata), privateKeys: [], mustBeEncrypted: false };
const checking = { checks: "strict", now: NOW, audiences: new Set<string>() } as const;

test("a", () => {
  const posted = idp.respond({ attributes: { [`${AWS_NAME}Role`]: ["a,b", "c & d"] } });
  const t = performance.now();
  const a = verifyResponse(readResponse(posted), provider, checking);
  console.log(performance.now() - t);
  for (let i = 0; i < 200; i++) verifyResponse(readResponse(posted), provider, checking);
  const t2 = performance.now();
  for (let i = 0; i < 200; i++) verifyResponse(readResponse(posted), provider, checking);
  console.log((performance.now() - t2) / 200);
  console.log(a);
  assert.equal(a.subject, "ann@example.com");
});
