import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { createNearness } from "./hop-limit.ts";
import { ask, newToken, startTestInstance, type TestInstance, TOKEN, TTL } from "./instance.test-support.ts";

/** Requests that somebody talked a program on the machine into sending. */
const TOKEN_PATH = "/latest/api/token";
const CREDENTIALS = "/latest/meta-data/iam/security-credentials/Web";

let instance: TestInstance;
before(async () => {
  instance = await startTestInstance({ allowsVersion1: true });
});
after(() => instance.stop());

/** Sends these bytes, and resolves with all that comes back. */
async function say(text: string): Promise<string> {
  const socket = connect(instance.port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.write(text);
  await once(socket, "close");
  return answer;
}

const PUT_TOKEN = `PUT ${TOKEN_PATH} HTTP/1.1\r\n${TTL}: 60\r\nConnection: close\r\n`;

describe("what another server was talked into fetching is refused with 403", () => {
  for (const name of ["X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"]) {
    test(`${name}, on each request`, async () => {
      const headers = { [name]: "198.51.100.7", [TTL]: "60" };
      assert.equal((await ask(instance, TOKEN_PATH, { method: "PUT", headers })).status, 403);
      const token = await newToken(instance);
      const get = await ask(instance, CREDENTIALS, { headers: { [TOKEN]: token, [name]: "198.51.100.7" } });
      assert.equal(get.status, 403);
      assert.doesNotMatch(get.body, /ASIA/);
      assert.equal(
        (await ask(instance, CREDENTIALS, { headers: { [name]: "" } })).status,
        403,
        "an empty one",
      );
    });
  }
});

describe("a name that leads here for a moment (DNS rebinding) is refused with 403", () => {
  for (const host of [
    "evil.example",
    "evil.example:80",
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "localhost.evil.example",
    "2130706433",
    "0x7f.1",
    "127.1",
    "169.254.169.254",
    "[::ffff:127.0.0.1]",
    "127.0.0.1:80:80",
    "",
  ]) {
    test(`Host: ${host}`, async () => {
      assert.match(await say(`${PUT_TOKEN}Host: ${host}\r\n\r\n`), /^HTTP\/1.1 403 /);
    });
  }

  test("two of them, one in the request line, or none", async () => {
    assert.match(
      await say(`${PUT_TOKEN}Host: 127.0.0.1\r\nHost: evil.example\r\n\r\n`),
      /^HTTP\/1.1 40[03] /,
    );
    const absolute = PUT_TOKEN.replace(TOKEN_PATH, `http://evil.example${TOKEN_PATH}`);
    assert.match(await say(`${absolute}Host: 127.0.0.1\r\n\r\n`), /^HTTP\/1.1 403 /);
    assert.match(await say(`GET ${CREDENTIALS} HTTP/1.0\r\n\r\n`), /^HTTP\/1.1 403 /);
  });

  test("its own names are taken, in any case and with any port", async () => {
    for (const host of ["127.0.0.1", "127.0.0.1:80", "LOCALHOST:9"]) {
      assert.match(await say(`${PUT_TOKEN}Host: ${host}\r\n\r\n`), /^HTTP\/1.1 200 /);
    }
  });
});

describe("a page in a browser gets nothing", () => {
  for (const headers of [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" },
    { "Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "image" },
  ]) {
    test(JSON.stringify(headers), async () => {
      const put = await ask(instance, TOKEN_PATH, { method: "PUT", headers: { ...headers, [TTL]: "60" } });
      assert.equal(put.status, 403);
      assert.equal((await ask(instance, CREDENTIALS, { headers })).status, 403);
      const asked = {
        ...headers,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": TTL,
      };
      const preflight = await ask(instance, TOKEN_PATH, { method: "OPTIONS", headers: asked });
      assert.equal(preflight.status, 403);
      assert.deepEqual(
        Object.keys(preflight.headers).filter((name) => name.startsWith("access-control")),
        [],
      );
    });
  }

  test("fetch of Node's, which says Sec-Fetch-Mode, is no browser", async () => {
    const response = await fetch(`${instance.endpoint}${TOKEN_PATH}`, {
      method: "PUT",
      headers: { [TTL]: "60" },
    });
    assert.equal(response.status, 200);
  });

  test("a form cannot say PUT: what names another method is not heard", async () => {
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    for (const [path, headers] of [
      [`${TOKEN_PATH}?_method=PUT`, form],
      [TOKEN_PATH, { ...form, "X-HTTP-Method-Override": "PUT", [TTL]: "60" }],
    ] as const) {
      const { status } = await ask(instance, path, { method: "POST", headers, body: "_method=PUT" });
      assert.equal(status, 405);
    }
  });
});

test("a header that is hidden in another, or behind a body, is not heard", async () => {
  // What a program lets somebody put into a header may hold line ends: then it is two requests, and the second has no marks.
  const smuggled = `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
  assert.match(await say(smuggled), /^HTTP\/1.1 400 /);
  assert.match(
    await say(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: xchunked\r\nConnection: close\r\n\r\n`,
    ),
    /^HTTP\/1.1 400 /,
  );
});

test("a body is bounded", async () => {
  const headers = { [TTL]: "60" };
  const { status } = await ask(instance, TOKEN_PATH, { method: "PUT", headers, body: "x".repeat(1_025) });
  assert.equal(status, 413);
});

test("whatever the path, the answer is one of four and never leads elsewhere", async () => {
  const token = await newToken(instance);
  const word = fc.oneof(
    fc.constantFrom(
      "latest",
      "meta-data",
      "iam",
      "..",
      ".",
      "%2e%2e",
      "%",
      "%00",
      "",
      "api",
      "token",
      "1.0",
      "__proto__",
      "constructor",
    ),
    fc.string({ maxLength: 6 }).map(encodeURIComponent),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
      const { status, headers } = await ask(instance, `/${words.join("/")}`, { headers: { [TOKEN]: token } });
      assert.ok([200, 404, 405].includes(status ?? 0), `${status}`);
      assert.equal(headers.location, undefined);
    }),
    { numRuns: 60 },
  );
});

describe("the hop limit", () => {
  const ownAddresses = () => [
    { address: "10.9.0.1", cidr: "10.9.0.1/24" },
    { address: "fd00::1", cidr: "fd00::1/64" },
  ];
  const isWithin = (address: string, cidr: string) => address.startsWith(cidr.replace(/1\/\d+$/, ""));
  const near = (hopLimit: number) => createNearness({ hopLimit: () => hopLimit, ownAddresses, isWithin });

  test("1 lets this machine in, and no container that is bridged to it", () => {
    const isNear = near(1);
    for (const address of ["127.0.0.1", "127.5.6.7", "::1", "10.9.0.1", "fd00::1"])
      assert.ok(isNear(address), address);
    for (const address of ["10.9.0.2", "fd00::2", "192.0.2.1", "", "127.0.0.1.evil"])
      assert.ok(!isNear(address), address);
  });

  test("2 lets in who stands in a network of this machine, 3 everybody", () => {
    assert.ok(near(2)("10.9.0.2"));
    assert.ok(!near(2)("10.8.0.2"));
    assert.ok(near(3)("10.8.0.2"));
  });

  test("who is too far gets 403 for everything, and it is told", async () => {
    const far = await startTestInstance({ allowsVersion1: true, isNear: () => false });
    try {
      const put = await ask(far, TOKEN_PATH, { method: "PUT", headers: { [TTL]: "60" } });
      assert.equal(put.status, 403);
      assert.equal((await ask(far, CREDENTIALS)).status, 403);
      assert.deepEqual(far.problems, ["farAway", "farAway"]);
    } finally {
      await far.stop();
    }
  });
});
