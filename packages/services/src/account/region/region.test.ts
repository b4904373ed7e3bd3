import assert from "node:assert/strict";
import { test } from "node:test";
import { asUserWith, h, openForEachTest } from "../account.test-support.ts";

openForEachTest();

const statusOf = async (RegionName: string) =>
  (await h.ask(h.root, "GetRegionOptStatus", { RegionName })).RegionOptStatus;

test("regions are on by default, or off until they are turned on", async () => {
  const { Regions = [], NextToken } = await h.ask(h.root, "ListRegions", {});
  assert.equal(NextToken, undefined);
  const byStatus = (status: string) => Regions.filter((region) => region.RegionOptStatus === status).length;
  assert.deepEqual(["ENABLED_BY_DEFAULT", "DISABLED", "ENABLED"].map(byStatus), [17, 17, 0]);
  await h.ask(h.root, "EnableRegion", { RegionName: "af-south-1" });
  await h.ask(h.root, "EnableRegion", { RegionName: "af-south-1" });
  assert.equal(await statusOf("af-south-1"), "ENABLED");
  await h.ask(h.root, "DisableRegion", { RegionName: "af-south-1" });
  await h.ask(h.root, "DisableRegion", { RegionName: "af-south-1" });
  assert.equal(await statusOf("af-south-1"), "DISABLED");
  assert.equal(await statusOf("us-east-1"), "ENABLED_BY_DEFAULT");
});

test("a list is filtered and paged", async () => {
  await h.ask(h.root, "EnableRegion", { RegionName: "me-south-1" });
  await h.ask(h.root, "EnableRegion", { RegionName: "ca-west-1" });
  const filter = { RegionOptStatusContains: ["ENABLED" as const], MaxResults: 1 };
  const first = await h.ask(h.root, "ListRegions", filter);
  assert.deepEqual(first.Regions, [{ RegionName: "ca-west-1", RegionOptStatus: "ENABLED" }]);
  const { NextToken = "" } = first;
  // However often a status is repeated, it is the same filter.
  const repeated = {
    ...filter,
    RegionOptStatusContains: Array.from({ length: 2_000 }, () => "ENABLED" as const),
  };
  assert.equal((await h.ask(h.root, "ListRegions", { ...repeated, NextToken })).Regions?.length, 1);
  const second = await h.ask(h.root, "ListRegions", { ...filter, NextToken });
  assert.deepEqual(second.Regions, [{ RegionName: "me-south-1", RegionOptStatus: "ENABLED" }]);
  assert.equal(second.NextToken, undefined);
  await assert.rejects(h.ask(h.root, "ListRegions", { NextToken }), { code: "ValidationException" });
});

test("no account turns a default region on or off, or one that is none", async () => {
  for (const RegionName of ["us-east-1", "moon-east-1", "__proto__"]) {
    for (const operation of ["EnableRegion", "DisableRegion"] as const) {
      await assert.rejects(h.ask(h.root, operation, { RegionName }), {
        code: "ValidationException",
        details: { reason: "invalidRegionOptTarget", fieldList: undefined },
      });
    }
  }
  await assert.rejects(statusOf("moon-east-1"), { code: "ValidationException" });
});

test("a policy names the regions that may be turned on", async () => {
  const bob = await asUserWith("bob", {
    Action: "account:EnableRegion",
    Condition: { StringEquals: { "account:TargetRegion": "eu-south-1" } },
  });
  await h.ask(bob, "EnableRegion", { RegionName: "eu-south-1" });
  await assert.rejects(h.ask(bob, "EnableRegion", { RegionName: "eu-south-2" }), { code: "AccessDenied" });
});

test("what is remembered of an account's regions is forgotten with a change", async () => {
  const { directory } = h.env;
  const regions = async () => [...(await h.store.read((tx) => directory.regions.of(tx, h.accountId)))];
  assert.deepEqual(await regions(), []);
  assert.deepEqual(directory.regions.peek(h.accountId), new Set());
  await h.ask(h.root, "EnableRegion", { RegionName: "eu-south-1" });
  assert.equal(directory.regions.peek(h.accountId), undefined);
  assert.deepEqual(await regions(), ["eu-south-1"]);
  await h.ask(h.root, "DisableRegion", { RegionName: "eu-south-1" });
  assert.deepEqual(await regions(), []);
});
