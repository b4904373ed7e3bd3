import assert from "node:assert/strict";
import { test } from "node:test";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { drawQrCode, otpauthUri } from "./qr-code.ts";

const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/** What a camera reads from the picture. */
function readQrCode(picture: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(picture));
  return jsqr.default(new Uint8ClampedArray(data), width, height)?.data;
}

test("the picture reads as the text that it was drawn of, also of the longest name", async () => {
  for (const deviceName of ["phone", "a".repeat(226)]) {
    const uri = otpauthUri({ deviceName, accountName: "example-corp", secret });
    assert.equal(uri, `otpauth://totp/${deviceName}@example-corp?secret=${secret}`);
    const picture = await drawQrCode(uri);
    assert.equal(readQrCode(picture), uri);
    assert.ok(picture.length < 10_000, `${picture.length} bytes`);
  }
});

test("what a name may hold besides letters is told so that no app takes it for its own", () => {
  const uri = otpauthUri({ deviceName: "Ann+=,.@-_", accountName: "111111111111", secret });
  assert.equal(uri, `otpauth://totp/Ann%2B%3D%2C.%40-_@111111111111?secret=${secret}`);
  assert.equal(new URL(uri).searchParams.get("secret"), secret);
});
