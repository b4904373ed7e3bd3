import assert from "node:assert/strict";
import { test } from "node:test";
import { csrfTokenOf } from "@rolecall/credentials";
import type { Answer, RequestHead, WholeRequest } from "@rolecall/edge";
import { answerFirst } from "./first-answers.ts";

const SECRET = "s".repeat(43);
const OPENED = {
  "sec-fetch-site": ["none"],
  "sec-fetch-dest": ["document"],
  cookie: [`rolecall-session=${SECRET}`],
};
const headOf = (headers: RequestHead["headers"] = OPENED): RequestHead => ({
  id: "id-1",
  method: "GET",
  rawPath: "/console/iam/users/ana",
  rawQuery: "",
  headers,
  sourceIp: "127.0.0.1",
  isSecureTransport: false,
});
const GET_USER = { service: "iam", operation: "GetUser", input: { UserName: "ana" } };

/** A door that says what it was asked. */
function openDoor(answers: Readonly<Record<string, Answer | Promise<Answer>>>) {
  const asked: WholeRequest[] = [];
  const answer = async (request: WholeRequest) => {
    asked.push(request);
    return (await answers[request.rawPath]) ?? json(404, {});
  };
  return { asked, answer };
}

const json = (status: number, body: object): Answer => ({ status, headers: {}, body: JSON.stringify(body) });
const SESSION = { "/console/session": json(200, { identity: { name: "ana" }, csrfToken: "t" }) };

function read(element: string): unknown {
  const [, text] = /^<script type="application\/json" id="rc-first">([^<]*)<\/script>$/.exec(element) ?? [];
  return JSON.parse(text ?? assert.fail(element));
}

test("the door is asked as the page would ask it, with the session's own token", async () => {
  const door = openDoor({ ...SESSION, "/console/api/iam/GetUser": json(200, { User: { UserName: "ana" } }) });
  assert.deepEqual(read(await answerFirst(door, headOf(), GET_USER)), {
    session: { identity: { name: "ana" }, csrfToken: "t" },
    call: { call: GET_USER, status: 200, answer: { User: { UserName: "ana" } } },
  });
  const [session, call] = door.asked;
  assert.equal(session?.method, "GET");
  assert.equal(call?.method, "POST");
  assert.deepEqual(call?.headers["x-rolecall-csrf"], [csrfTokenOf(SECRET)]);
  assert.deepEqual(JSON.parse(Buffer.from(call?.body ?? []).toString()), GET_USER.input);
});

test("a refusal is told, so that it is not asked for twice; what failed is left to the page", async () => {
  const denied = { error: { code: "AccessDenied", message: "no" } };
  const door = openDoor({ ...SESSION, "/console/api/iam/GetUser": json(403, denied) });
  const { call } = read(await answerFirst(door, headOf(), GET_USER)) as { call: object };
  assert.deepEqual(call, { call: GET_USER, status: 403, answer: denied });
  const failing = openDoor({ ...SESSION, "/console/api/iam/GetUser": json(503, { error: {} }) });
  assert.deepEqual(Object.keys(read(await answerFirst(failing, headOf(), GET_USER)) as object), ["session"]);
});

test("nothing that a name holds ends the element", async () => {
  const name = "</script><script>alert(1)</script><!-- \u2028\u2029 & ]]>";
  const door = openDoor({ ...SESSION, "/console/api/iam/GetUser": json(200, { User: { UserName: name } }) });
  const element = await answerFirst(door, headOf(), GET_USER);
  assert.equal(element.split("<").length, 3);
  assert.doesNotMatch(element, /[\u2028\u2029]/);
  const { call } = read(element) as { call: { answer: object } };
  assert.deepEqual(call.answer, { User: { UserName: name } });
});

const STRANGE: Readonly<Record<string, Readonly<Record<string, string[] | undefined>>>> = {
  "nobody who is signed in": { cookie: undefined },
  "another site that leads here": { "sec-fetch-site": ["cross-site"] },
  "a page of the same site that is another's": { "sec-fetch-site": ["same-site"] },
  "a browser that does not say": { "sec-fetch-site": undefined, "sec-fetch-dest": undefined },
  "a script that reads pages": { "sec-fetch-dest": ["empty"] },
  "a frame": { "sec-fetch-dest": ["iframe"] },
  "a browser that fetches ahead": { "sec-purpose": ["prefetch"] },
};

for (const [who, headers] of Object.entries(STRANGE))
  test(`${who} gets the page alone, and no operation runs`, async () => {
    const door = openDoor(SESSION);
    assert.equal(await answerFirst(door, headOf({ ...OPENED, ...headers }), GET_USER), "");
    assert.deepEqual(door.asked, []);
  });

test("who is signed in no more gets the page alone", async () => {
  const door = openDoor({ "/console/session": json(401, { error: { code: "SessionEnded" } }) });
  assert.equal(await answerFirst(door, headOf(), GET_USER), "");
});

test("an operation that takes its time keeps no page waiting", async () => {
  const door = openDoor({ ...SESSION, "/console/api/iam/GetUser": new Promise<Answer>(() => {}) });
  assert.equal(await answerFirst(door, headOf(), GET_USER), "");
});

test("an answer that is longer than the page's files is left to the page", async () => {
  const door = openDoor({ ...SESSION, "/console/api/iam/GetUser": json(200, { text: "x".repeat(400_000) }) });
  assert.equal(await answerFirst(door, headOf(), GET_USER), "");
});
