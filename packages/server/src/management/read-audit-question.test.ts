import assert from "node:assert/strict";
import { test } from "node:test";
import { readAuditQuestion } from "./read-audit-question.ts";

const NOW = Date.UTC(2026, 0, 31, 12, 0, 0, 500);
const read = (query: string) => readAuditQuestion(query, NOW);

test("without parameters the newest thousand of all are meant", () => {
  assert.deepEqual(read(""), { Filters: [], fromMs: 0, limit: 1_000, format: "json" });
});

test("fields are those of rolecall audit grep", () => {
  assert.deepEqual(read("who=ana&action=CreateUser&error=AccessDenied&text=a+b&limit=7&format=lines"), {
    Filters: [
      { Property: "Who", Operator: ":", Value: "ana" },
      { Property: "Action", Operator: ":", Value: "CreateUser" },
      { Property: "Error", Operator: ":", Value: "AccessDenied" },
    ],
    Query: "a b",
    fromMs: 0,
    limit: 7,
    format: "lines",
  });
});

test("since is a time or so long ago, and holds from its whole second on", () => {
  const second = Date.UTC(2026, 0, 31, 12);
  assert.equal(read("since=90s").fromMs, second - 90_000);
  assert.equal(read("since=2h").fromMs, second - 7_200_000);
  assert.equal(read("since=2026-01-31T12:00:00.900Z").fromMs, second);
  assert.equal(read("since=2026-01-31T13:00:00%2B01:00").fromMs, second);
});

const MISTAKES: readonly (readonly [query: string, message: string])[] = [
  [
    "user=ana",
    'there is no "user": there are who, action, resource, result, address, key, request, event, error, account, text, since, limit, format.',
  ],
  ["result=maybe", "result=maybe: result is one of allowed, denied, failed."],
  ["since=yesterday", 'since: "yesterday" is neither a time (2026-01-31T12:00:00Z) nor 90s, 5m or 1h ago.'],
  [
    "since=2026-99-99T00:00:00Z",
    'since: "2026-99-99T00:00:00Z" is neither a time (2026-01-31T12:00:00Z) nor 90s, 5m or 1h ago.',
  ],
  ["limit=0", 'limit: "0" is not a whole number from 1 to 20000.'],
  ["limit=1e3", 'limit: "1e3" is not a whole number from 1 to 20000.'],
  ["format=xml", 'format: "xml" is none of json, lines.'],
  ["text=a&text=b", "text: is given twice, and one counts."],
  ["limit=1&since=1h&limit=2", "limit: is given twice, and one counts."],
  [
    "since=2026-02-30T00:00:00Z",
    'since: "2026-02-30T00:00:00Z" is neither a time (2026-01-31T12:00:00Z) nor 90s, 5m or 1h ago.',
  ],
  [`who=${"x".repeat(300)}`, "who: is longer than 256 characters."],
  [`${Array.from({ length: 9 }, () => "who=a").join("&")}`, "9 fields; 8 are the most."],
];
for (const [query, message] of MISTAKES) {
  test(`${query.slice(0, 30)} is refused with what would be right`, () => {
    assert.throws(() => read(query), { name: "Mistake", message });
  });
}
