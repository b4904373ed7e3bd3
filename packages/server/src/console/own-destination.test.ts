import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ownDestination } from "./own-destination.ts";

const OWN = "https://id.example.com:8443";
const lead = (text: string | undefined) => ownDestination(text, OWN);

test("pages of ours are led to, and AWS's to those that stand for them", () => {
  assert.equal(lead("/console/iam/users?page=2#x"), "/console/iam/users?page=2#x");
  assert.equal(lead(`${OWN}/console/iam`), "/console/iam");
  assert.equal(lead("https://console.aws.amazon.com/"), "/console/");
  assert.equal(
    lead("https://us-east-1.console.aws.amazon.com/iam/home#/roles/details/x"),
    "/console/iam/home#/roles/details/x",
  );
  assert.equal(lead("/iam/home#/users"), "/console/iam/home#/users");
});

test("whatever is not ours leads to the first page", () => {
  const strange = [
    undefined,
    "",
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://console.aws.amazon.com/",
    "https://console.aws.amazon.com.evil.example/",
    "https://evilconsole.aws.amazon.com@evil.example/",
    "https://id.example.com/console/",
    `${OWN}@evil.example/`,
    "console/iam",
    "x".repeat(3_000),
  ];
  for (const text of strange) assert.equal(lead(text), "/console/", `${text}`);
});

const PARTS = ["/", "\\", "//", "@", ":", "#", "?", "..", "%2f", "\r\n", "\t", "evil.example", OWN, "https:"];

test("no text leads to another host, nor breaks a header", () => {
  const pieced = fc.array(fc.nat({ max: PARTS.length - 1 }), { maxLength: 8 });
  fc.assert(
    fc.property(fc.string(), pieced, (text, places) => {
      for (const given of [text, `/${text}`, places.map((place) => PARTS[place] ?? "").join("")]) {
        const led = lead(given);
        assert.match(led, /^\/console\/[\x21-\x7e]*$/);
        assert.equal(new URL(led, OWN).origin, OWN);
      }
    }),
    { numRuns: 2_000 },
  );
});
