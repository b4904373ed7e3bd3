import assert from "node:assert/strict";
import { it } from "node:test";
import { isAccessKeyId, toAccessKeyId } from "./access-key-id.ts";
import { isAccountId, toAccountId } from "./account-id.ts";
import { isInstanceId, toInstanceId } from "./instance-id.ts";
import { isRolesAnywhereIdOf, toRolesAnywhereId } from "./roles-anywhere-id.ts";
import { isUniqueId, rootUserId, toUniqueId } from "./unique-id.ts";

const GUARDS = [
  [isAccountId, toAccountId, ["000000000001"], ["", "1", "1111111111111", "11111111111a", "111111111111\n"]],
  [
    isUniqueId,
    toUniqueId,
    ["AIDAAAAAAAAAAAAAAAAAA", "111111111111"],
    ["", "AIDA-", "A".repeat(129), "AIDA\n"],
  ],
  [
    isAccessKeyId,
    toAccessKeyId,
    ["AKIAAAAAAAAAAAAAAAAA", "MY_KEY"],
    ["", "AKIA/", "A".repeat(129), "AKIA\n"],
  ],
  [
    isInstanceId,
    toInstanceId,
    ["i-0123456789abcdef0", "i-1a2b3c4d"],
    [
      "",
      "i-",
      "i-0123456789ABCDEF0",
      "i-0123456789abcdef",
      "i-0123456789abcdef01",
      "i-1a2b3c4g",
      "i-1a2b3c4d\n",
    ],
  ],
  [
    (text: string) => isRolesAnywhereIdOf("trust-anchor", text),
    (text: string) => toRolesAnywhereId("trust-anchor", text),
    ["a545a1fc-5d86-4032-8f4c-61cdd6ff92da"],
    [
      "",
      "a545a1fc5d8640328f4c61cdd6ff92da",
      "A545A1FC-5D86-4032-8F4C-61CDD6FF92DA",
      "a545a1fc-5d86-4032-8f4c-61cdd6ff92dg",
      "xa545a1fc-5d86-4032-8f4c-61cdd6ff92da",
      "a545a1fc-5d86-4032-8f4c-61cdd6ff92da\n",
    ],
  ],
] as const;

it("ids are made of what their guards let through, and of nothing else", () => {
  for (const [is, to, good, bad] of GUARDS) {
    for (const text of good) {
      assert.equal(is(text), true, text);
      assert.equal(to(text), text);
    }
    for (const text of bad) {
      assert.equal(is(text), false, JSON.stringify(text));
      assert.throws(() => to(text), RangeError);
    }
  }
});

it("the root user goes by its account's id", () => {
  assert.equal(rootUserId(toAccountId("111111111111")), "111111111111");
});
