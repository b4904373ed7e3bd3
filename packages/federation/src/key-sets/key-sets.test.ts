import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { ISSUER_URL, jwkOf, KEYS } from "../web-identity/token.test-support.ts";
import { discoveryUrl, readKeySetUrl } from "./discovery.ts";
import type { KeySet } from "./key-set.ts";
import { createKeySets, KEY_TIMES, type KeySets } from "./key-sets.ts";
import { type FetchedDocument, type Issuer, KeysUnavailable } from "./key-source.ts";

const KEYS_URL = "https://keys.example/jwks";
const DISCOVERY = {
  issuer: ISSUER_URL,
  jwks_uri: KEYS_URL,
  response_types_supported: ["id_token"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
};
const ISSUER: Issuer = { id: "one", accountId: "111111111111", url: ISSUER_URL, thumbprints: ["ab"] };
const bytesOf = (value: unknown): FetchedDocument => ({ bytes: Buffer.from(JSON.stringify(value)) });

/** An issuer whose answers the test decides on. */
let keys: readonly string[];
let isDown: boolean;
let maxAgeSeconds: number | undefined;
let asked: string[];
let now: number;
let sets: KeySets;
let told: string[];

beforeEach(() => {
  [keys, isDown, maxAgeSeconds, asked, now, told] = [["a"], false, undefined, [], 1_000_000_000, []];
  sets = createKeySets({
    now: () => now,
    onUnavailable: (issuer, error) => told.push(`${issuer.id} ${error.message}`),
    async fetchDocument(url, { thumbprints, signal }) {
      asked.push(url);
      assert.deepEqual([thumbprints, signal.aborted], [["ab"], false]);
      await new Promise((resolve) => setImmediate(resolve));
      if (isDown) throw new Error("connection refused by 10.0.0.1");
      if (url !== KEYS_URL) return bytesOf(DISCOVERY);
      const listed = keys.map((kid) => jwkOf(KEYS.rsa, { kid }));
      return { ...bytesOf({ keys: listed }), maxAgeSeconds };
    },
  });
});

const has = (kid: string) => (set: KeySet) => set.byId.has(kid);
const ask = async (kid: string, issuer = ISSUER) => has(kid)(await sets.keysOf(issuer, has(kid)));
const fetches = () => asked.filter((url) => url === KEYS_URL).length;

describe("key sets", () => {
  it("are fetched once for a thousand who wait, and kept", async () => {
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => ask("a")));
    assert.ok(answers.every((each) => each));
    assert.deepEqual(asked, [discoveryUrl(ISSUER_URL), KEYS_URL]);
    await ask("a");
    assert.equal(fetches(), 1);
  });

  it("fail once for a thousand who wait, and for a while at once for all who come after", async () => {
    isDown = true;
    const outcomes = await Promise.allSettled(Array.from({ length: 1_000 }, () => ask("a")));
    assert.ok(outcomes.every(({ status }) => status === "rejected"));
    await assert.rejects(ask("a"), KeysUnavailable);
    assert.equal(asked.length, 1);
    assert.equal(told.length, 1);
  });

  it("wait longer after each failure, up to a limit, and not at all once the issuer answers", async () => {
    isDown = true;
    const waits: number[] = [];
    for (let round = 0; round < 12; round++) {
      await assert.rejects(ask("a"), KeysUnavailable);
      const before = asked.length;
      let waited = 0;
      while (asked.length === before) {
        now += 1_000;
        waited += 1_000;
        await assert.rejects(ask("a"), KeysUnavailable);
      }
      waits.push(waited);
    }
    assert.deepEqual(waits.slice(0, 3), [5_000, 10_000, 20_000]);
    assert.equal(waits.at(-1), KEY_TIMES.retryMax);
    isDown = false;
    now += KEY_TIMES.retryMax;
    assert.equal(await ask("a"), true);
  });

  it("are fetched anew for a kid that is not known, once in half a minute and no oftener", async () => {
    await ask("a");
    now += KEY_TIMES.unknownKey;
    keys = ["a", "b"];
    assert.equal(await ask("b"), true);
    assert.equal(fetches(), 2);
    for (let round = 0; round < 100; round++) assert.equal(await ask(`none-${round}`), false);
    assert.equal(fetches(), 2);
    now += KEY_TIMES.unknownKey;
    await Promise.all(Array.from({ length: 100 }, (_, index) => ask(`none-${index}`)));
    assert.equal(fetches(), 3);
  });

  it("lose a key that the issuer dropped once they are fetched anew", async () => {
    await ask("a");
    keys = ["b"];
    now += KEY_TIMES.freshByDefault - 1;
    assert.equal(await ask("a"), true);
    now += 1;
    assert.equal(await ask("a"), false);
    assert.equal(await ask("b"), true);
  });

  for (const [age, kept] of [
    [undefined, KEY_TIMES.freshByDefault],
    [0, KEY_TIMES.freshMin],
    [1_800, 1_800_000],
    [1e9, KEY_TIMES.freshMax],
  ] as const) {
    it(`are kept ${kept / 60_000} minutes where the issuer says ${age} seconds`, async () => {
      maxAgeSeconds = age;
      await ask("a");
      now += kept - 1;
      await ask("a");
      assert.equal(fetches(), 1);
      now += 1;
      await ask("a");
      assert.equal(fetches(), 2);
    });
  }

  it("are used for a day while the issuer is down, without waiting for it, and no longer", async () => {
    await ask("a");
    const start = now;
    isDown = true;
    now += KEY_TIMES.freshByDefault;
    assert.equal(await ask("a"), true);
    assert.equal(told.length, 1);
    now += KEY_TIMES.retryMax;
    let waits = false;
    const answer = ask("a");
    setImmediate(() => (waits = true));
    assert.equal(await answer, true);
    assert.equal(waits, false);
    assert.equal(await ask("unknown"), false);
    now = start + KEY_TIMES.staleMax - 1;
    assert.equal(await ask("a"), true);
    now += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await assert.rejects(ask("a"), KeysUnavailable);
  });

  it("come back by themselves once the issuer answers again", async () => {
    await ask("a");
    isDown = true;
    now += KEY_TIMES.freshByDefault;
    await ask("a");
    isDown = false;
    keys = ["b"];
    now += KEY_TIMES.retryMax;
    await ask("a");
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await ask("b"), true);
  });

  it("of one issuer are not another's, nor those of a provider that was made anew", async () => {
    await ask("a");
    await ask("a", { ...ISSUER, id: "two" });
    assert.equal(fetches(), 2);
  });

  it("of an account whose issuers are slow leave room for others", async () => {
    const of = (id: string, accountId: string) => ({ ...ISSUER, id, accountId });
    const ids = Array.from({ length: 20 }, (_, index) => `slow-${index}`);
    const outcomes = await Promise.allSettled([
      ...ids.map((id) => ask("a", of(id, "1"))),
      ask("a", of("x", "2")),
    ]);
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 5);
    assert.equal(outcomes.at(-1)?.status, "fulfilled");
    assert.equal(await ask("a", of("slow-19", "1")), true);
  });

  it("that were given inline are never asked for, and follow what is given", async () => {
    const inline = (kid: string): Issuer => ({
      ...ISSUER,
      keySet: JSON.stringify({ keys: [jwkOf(KEYS.rsa, { kid })] }),
    });
    assert.equal(await ask("a", inline("a")), true);
    assert.equal(await ask("b", inline("a")), false);
    assert.equal(await ask("b", inline("b")), true);
    await assert.rejects(ask("b", { ...ISSUER, keySet: "[]" }), KeysUnavailable);
    assert.deepEqual(asked, []);
  });

  it("say nothing to the bearer of where they were looked for", async () => {
    isDown = true;
    await assert.rejects(ask("a"), { message: "The issuer's keys cannot be had now." });
    assert.deepEqual(told, [`one ${discoveryUrl(ISSUER_URL)}: connection refused by 10.0.0.1`]);
  });
});

describe("a discovery document", () => {
  const read = (more: object) => readKeySetUrl(bytesOf({ ...DISCOVERY, ...more }).bytes, ISSUER_URL);
  it("tells where the keys are", () => assert.equal(read({}), KEYS_URL));
  it("of another issuer is none", () => {
    for (const issuer of [`${ISSUER_URL}/`, "https://evil.example", undefined])
      assert.equal(read({ issuer }), undefined);
  });
  for (const name of [
    "response_types_supported",
    "subject_types_supported",
    "id_token_signing_alg_values_supported",
  ])
    it(`without ${name} is none`, () => assert.equal(read({ [name]: undefined }), undefined));
  it("without an address of text is none", () => {
    for (const jwks_uri of [undefined, 1, ["https://x"], "x".repeat(2_049)])
      assert.equal(read({ jwks_uri }), undefined);
  });
  it("stands below the issuer, with one slash between", () => {
    assert.equal(
      discoveryUrl("https://a.example/b/"),
      "https://a.example/b/.well-known/openid-configuration",
    );
  });
});
