import assert from "node:assert/strict";
import { test } from "node:test";
import { leadsToConsole, TO_CONSOLE } from "./lead-to-console.ts";

type Request = Parameters<typeof TO_CONSOLE.answer>[0];

const ask = (target: string): Request => {
  const [rawPath = "", rawQuery = ""] = target.split("?");
  return { method: "GET", rawPath, rawQuery, headers: {} } as unknown as Request;
};

const CASES: readonly (readonly [target: string, location: string | undefined])[] = [
  ["/iam/home?region=us-east-1", "/console/iam/home"],
  ["/iamv2/home", "/console/iam/home"],
  ["/organizations/v2/home", "/console/organization"],
  ["/switchrole?account=nordwind&roleName=Auditor", "/console/switchrole?account=nordwind&roleName=Auditor"],
  ["/switchrole", "/console/switchrole"],
  ["/iam/homes", undefined],
  ["//evil.example/switchrole", undefined],
];

test("links of AWS's console lead to pages of ours, and nothing else does", async () => {
  for (const [target, location] of CASES) {
    const request = ask(target);
    assert.equal(leadsToConsole(request), location !== undefined, target);
    if (location === undefined) continue;
    const { status, headers } = await TO_CONSOLE.answer(request);
    assert.equal(status, 302);
    assert.equal(headers.Location, location);
  }
});
