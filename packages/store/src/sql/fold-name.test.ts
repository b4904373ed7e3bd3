import assert from "node:assert/strict";
import { test } from "node:test";
import { foldName } from "./fold-name.ts";

test("every character folds to one key in any case, and the key to itself", () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    const key = foldName(character);
    if (key === character) continue;
    assert.equal(foldName(key), key, `U+${codePoint.toString(16)}`);
    assert.equal(foldName(character.toUpperCase()), key, `U+${codePoint.toString(16)}`);
    assert.equal(foldName(character.toLowerCase()), key, `U+${codePoint.toString(16)}`);
  }
});

test("a final sigma is a sigma", () => {
  assert.equal(foldName("ΟΔΟΣ"), foldName("οδος"));
  assert.equal(foldName("οδοσ"), foldName("οδος"));
});
