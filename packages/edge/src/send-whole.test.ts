import { equal } from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { sendWhole } from "./send-whole.ts";

let body: string | Uint8Array = "";
const server = createServer((_, response) => sendWhole(response, { status: 200, headers: {}, body }, true));

before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
after(() => server.close());

async function answer(): Promise<{ readonly bytes: Uint8Array; readonly length: string | null }> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`);
  return { bytes: await response.bytes(), length: response.headers.get("content-length") };
}

const UNITS = { ASCII: "a", "one byte a character": "é", "two bytes a character": "ł", pairs: "😀" };

for (const [kind, unit] of Object.entries(UNITS)) {
  test(`a text of ${kind} comes as UTF-8, whatever its length`, async () => {
    for (const count of [0, 1, 4_096, 8_191, 8_192, 16_383, 16_384, 16_385, 400_000]) {
      body = unit.repeat(count);
      const { bytes, length } = await answer();
      equal(Buffer.from(bytes).toString(), body);
      equal(length, String(bytes.length));
    }
  });
}

test("bytes come as they are", async () => {
  body = Uint8Array.from({ length: 50_000 }, (_, place) => place % 256);
  equal(Buffer.compare((await answer()).bytes, body), 0);
});
