import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAuthorization, signRequest } from "@rolecall/sigv4";
import { servedRegions } from "../installation/regions.ts";
import { requestedRegion } from "./requested-region.ts";

const SERVED = servedRegions(["us-east-1", "eu-west-1"]);

function claimFor(region: string) {
  const request = { method: "POST", rawPath: "/", rawQuery: "", payload: new Uint8Array() };
  const credentials = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" };
  const signed = signRequest(
    { ...request, headers: { host: ["h"] } },
    {
      credentials,
      region,
      service: "sts",
      nowMs: Date.UTC(2026, 0, 1),
    },
  );
  const headers = Object.fromEntries(Object.entries(signed).map(([name, value]) => [name, [value]]));
  return parseAuthorization({ ...request, headers: { host: ["h"], ...headers } }).claim;
}

test("a signature's region is the request's, but for services with one endpoint", () => {
  const claim = claimFor("eu-west-1");
  assert.ok(claim !== undefined);
  assert.equal(requestedRegion({ service: "sts", unsigned: false }, claim, SERVED), "eu-west-1");
  assert.equal(requestedRegion({ service: "sso-oidc", unsigned: false }, claim, SERVED), "eu-west-1");
  for (const service of ["iam", "organizations", "account"] as const) {
    assert.equal(requestedRegion({ service, unsigned: false }, claim, SERVED), "us-east-1");
  }
});

test("what nobody signs is for the home region, whatever a signature that nobody checks says", () => {
  assert.equal(
    requestedRegion({ service: "sts", unsigned: true }, claimFor("mars-north-1"), SERVED),
    "us-east-1",
  );
  assert.equal(requestedRegion({ service: "sts", unsigned: true }, undefined, SERVED), "us-east-1");
});
