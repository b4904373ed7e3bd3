/** What searches are put together of is SQL that each engine knows, and nothing of it was sent by anybody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toAccountId, toArn, toOrganizationId } from "@rolecall/names";
import type { SqlSession } from "../session.ts";
import { type ComposedSql, textOf } from "./composed-sql.ts";
import { searchesOver } from "./searches.ts";

/** Whatever else stands outside of quotes is refused: `like` and `ilike`, functions of one engine, casts, hints. */
const WORDS = new Set(
  (
    "select from where and or not exists in inner left join on as order by desc limit offset case when then else end " +
    "is null union all group by count over coalesce replace lower min max"
  ).split(" "),
);
const MARKS = /^[\s(),.=<>*|?-]*$/;
const LITERALS = new Set(["", "/", "Active", "[]"]);

/** What people send. It must come out among the parameters. */
const SENT = "sent by somebody";

interface Asked {
  readonly kind: "users" | "roles" | "groups" | "accounts";
  readonly properties: Readonly<Record<string, "text" | "number" | "flag">>;
  readonly parts: readonly string[];
}

const text = (names: string) => Object.fromEntries(names.split(" ").map((name) => [name, "text" as const]));
const number = (names: string) =>
  Object.fromEntries(names.split(" ").map((name) => [name, "number" as const]));
const flag = (names: string) => Object.fromEntries(names.split(" ").map((name) => [name, "flag" as const]));

const ASKED: readonly Asked[] = [
  {
    kind: "users",
    properties: {
      ...text("name id path group policy tag accessKeyId"),
      ...number("createdAt passwordChangedAt passwordUsedAt activeKeyCreatedAt keyUsedAt usedAt idleSince"),
      ...flag("hasMfa hasPassword hasCredentials hasActiveKey"),
    },
    parts: ["groups", "mfaDevices", "password", "accessKeys", "policies"],
  },
  {
    kind: "roles",
    properties: {
      ...text("name id path description policy tag"),
      ...number("createdAt maxSessionSeconds usedAt idleSince"),
    },
    parts: ["policies"],
  },
  {
    kind: "groups",
    properties: { ...text("name id path policy user"), ...number("createdAt userCount") },
    parts: ["policies"],
  },
  {
    kind: "accounts",
    properties: {
      ...text("id name email unitPath unitId tag policy"),
      ...number("openUntil joinedAt"),
      ...flag("isClosed"),
    },
    parts: ["policies"],
  },
];

test("every search is plain SQL, and what was sent stands in its parameters", async () => {
  for (const asked of ASKED) {
    for (const composed of await composedOf(asked)) {
      const all = textOf(composed, () => "?");
      const literals = [...all.matchAll(/'([^']*)'/g)].map(([, literal]) => literal!);
      assert.deepEqual(
        literals.filter((literal) => !LITERALS.has(literal)),
        [],
      );
      const rest = all.replaceAll(/'[^']*'/g, " ").replaceAll(/"[a-z0-9_]+"/g, " ");
      const words = rest.match(/[A-Za-z_]+/g) ?? [];
      assert.deepEqual(
        words.filter((word) => !WORDS.has(word)),
        [],
        all,
      );
      assert.match(rest.replaceAll(/[A-Za-z_]+|\b\d\b/g, ""), MARKS, all);
      assert.ok(!all.includes("sent"));
    }
  }
});

test("what is not plain is found", () => {
  for (const word of ["like", "ilike", "glob", "greatest", "json_each", "collate"])
    assert.ok(!WORDS.has(word));
  assert.doesNotMatch("::text", MARKS);
});

const account = toAccountId("111122223333");
const organization = {
  id: toOrganizationId("organization", "o-0123456789"),
  rootId: toOrganizationId("root", "r-0123"),
};
const NOTHING = { conditions: [], sortBy: "name", parts: [], text: undefined };

/** Every statement that a search of every property by every operator comes to. */
async function composedOf({ kind, properties, parts }: Asked): Promise<readonly ComposedSql[]> {
  const composed: ComposedSql[] = [];
  const searches = searchesOver(recording(composed));
  const values = { text: SENT, number: 1, flag: true };
  const operators = { text: ["=", "!=", ":", "!:"], number: ["<", ">"], flag: ["=", "!="] };
  const texts = Object.keys(properties).filter((property) => properties[property] === "text");
  for (const [property, of] of Object.entries(properties)) {
    for (const operator of operators[of]) {
      const request = {
        conditions: [{ property, operator, value: values[of] }],
        text: { value: SENT, properties: texts },
        sortBy: of === "text" ? "name" : property,
        isDescending: operator === "!=",
        offset: 1,
        limit: 10,
        parts,
      };
      await searches[kind]((kind === "accounts" ? organization : account) as never, request as never);
      await searches.roles(account, { ...request, ...NOTHING } as never, { holds: () => true });
    }
  }
  await searches.policyUses(account, [toArn("arn:aws:iam::aws:policy/a")]);
  await searches.policyDocuments(account);
  await searches.policyDocuments(account, [toArn("arn:aws:iam::aws:policy/a")]);
  await searches.heldPolicies([account]);
  await searches.rolesTrusting([account], account, 10);
  assert.ok(composed.length > 50);
  return composed;
}

const ROW = { tags: "[]", password_used_at: null, used_at: null, trust_principals: "[]", document: "" };

/** Finds one row, so that parts are asked for. */
function recording(composed: ComposedSql[]): SqlSession {
  const search = async (asked: ComposedSql) => {
    composed.push(asked);
    return [{ found_id: "AIDA1", id: "AIDA1", owner: "AIDA1", count: 1, ...ROW }];
  };
  return { search } as unknown as SqlSession;
}

/** As people may ask at most: the contract of the service takes no more filters, and no longer values. */
const DEAREST = { filters: 8, characters: 256 };

test("the dearest search of a hundred rows takes eight statements, as one of a single row does", async () => {
  const value = "z".repeat(DEAREST.characters);
  const policies = { property: "policy", operator: "!:", value } as const;
  for (const rows of [1, 100]) {
    const composed: ComposedSql[] = [];
    const found = Array.from({ length: rows }, (_, number) => ({
      ...ROW,
      ...{ found_id: `AIDA${number}`, id: `AIDA${number}`, owner: `AIDA${number}`, count: rows },
    }));
    const search = async (asked: ComposedSql) => {
      composed.push(asked);
      return found;
    };
    await searchesOver({ search } as unknown as SqlSession).users(account, {
      conditions: Array.from({ length: DEAREST.filters }, () => policies),
      text: { value, properties: ["name", "group", "policy", "tag", "accessKeyId"] },
      ...{ sortBy: "idleSince", isDescending: true, offset: 0, limit: 100 },
      parts: ["groups", "mfaDevices", "password", "accessKeys", "policies"],
    });
    assert.equal(composed.length, 8);
    for (const each of composed) {
      assert.ok(each.pieces.join("?").length < 20_000);
      assert.ok(each.values.length <= 200, "SQLite and PostgreSQL take thousands");
    }
  }
});
