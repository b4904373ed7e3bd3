import assert from "node:assert/strict";
import { test } from "node:test";
import { rootCaller } from "@rolecall/access";
import { ACCOUNT } from "../../../access/src/records.test-support.ts";
import { NOTHING_TO_FIND, type On } from "../on.ts";
import { withTags } from "./with-tags.ts";

interface Naming {
  readonly Name: string;
}

const newThing: On<Naming, undefined> = {
  ...NOTHING_TO_FIND,
  permission: ({ input }) => ({ resource: `arn:${input.Name}`, context: new Map([["x:key", "value"]]) }),
  also: () => [{ action: "x:Other", resource: "*" }],
};
const tagged = withTags("x:TagThing", newThing);

function callWith(input: Parameters<typeof tagged.permission>[0]["input"]) {
  const call = { input, caller: rootCaller(ACCOUNT, "AKIA") } as Parameters<typeof tagged.permission>[0];
  return { permission: tagged.permission(call, undefined), also: tagged.also?.(call, undefined) };
}

const others = [{ action: "x:Other", resource: "*" }];
const made = { resource: "arn:a", context: new Map([["x:key", "value"]]) };

test("who brings no tags needs the permissions of what is made, and no more", () => {
  assert.deepEqual(callWith({ Name: "a" }), { permission: made, also: others });
});

test("who brings an empty list needs no permission to tag, but is known to have brought one", () => {
  assert.deepEqual(callWith({ Name: "a", Tags: [] }), {
    permission: { ...made, requestTags: [] },
    also: others,
  });
});

test("who brings tags needs the permission to tag it with them too, which knows nothing else of the request", () => {
  const requestTags = [{ key: "Team", value: "Core" }];
  assert.deepEqual(callWith({ Name: "a", Tags: [{ Key: "Team", Value: "Core" }] }), {
    permission: { ...made, requestTags },
    also: [...others, { action: "x:TagThing", resource: "arn:a", requestTags }],
  });
});
