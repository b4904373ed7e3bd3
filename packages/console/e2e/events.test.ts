import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { callAs } from "./harness/call-as.ts";
import { type ConsoleTest, openConsole } from "./harness/console-test.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { as, PASSWORD, signIn } from "./harness/sign-in.ts";
import { standInForSession } from "./harness/signed-in.ts";
import { answerRoute, type RouteAnswer } from "./harness/stand-in-routes.ts";

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const consoleTest = openConsole(`
accounts:
  - id: "444455556666"
    alias: nordwind-people
    users:
      - { name: ana, password: ${PASSWORD}, policies: ["${ADMINISTRATOR}"] }
      - { name: bob, password: ${PASSWORD} }
`);

/** bob tries what he may not; ana does what she may. */
async function happen(given: ConsoleTest): Promise<void> {
  const bob = await callAs(given, as("bob"));
  await assert.rejects(bob("iam/GetUser", { UserName: "ana" }));
  await assert.rejects(bob("iam/GetUser", { UserName: "ana" }));
  await assert.rejects(bob("iam/CreateUser", { UserName: "eve" }));
  const ana = await callAs(given, as("ana"));
  await ana("iam/CreateUser", { UserName: `carl-${crypto.randomUUID().slice(0, 8)}` });
}

consoleTest(
  "what was denied is listed first, opens beside the table, and leads to its reason",
  async (given) => {
    const { open, page } = given;
    await happen(given);
    await signIn(given, as("ana"));
    await open("/events");
    const row = page.getByRole("row").filter({ hasText: "iam:CreateUser" }).first();
    await row.getByText("Denied", { exact: true }).waitFor();
    await row.getByText("user eve").or(row.getByText("user/eve")).first().waitFor();
    assert.equal(await page.getByRole("gridcell", { name: "Allowed" }).count(), 0);
    await lookEverywhere(given, "events");
    await page.setViewportSize({ width: 1440, height: 900 });
    await row.getByRole("button").first().click();
    await page
      .getByText(/is not authorized to perform: iam:CreateUser/)
      .first()
      .waitFor();
    // The last fact is the event's id.
    const id = await page
      .getByText(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .last()
      .innerText();
    const why = page.getByRole("link", { name: "Why?", exact: true });
    assert.equal(await why.getAttribute("href"), `/console/why/e/${id}`);
    await lookEverywhere(given, "event");
  },
);

consoleTest("tabs, filters and the time stand in the address", async (given) => {
  const { open, page } = given;
  await happen(given);
  await signIn(given, as("ana"));
  await open("/events?tab=changes");
  await page
    .getByRole("row")
    .filter({ hasText: "iam:CreateUser" })
    .filter({ hasText: "ana" })
    .first()
    .waitFor();
  await page.getByRole("tab", { name: "All" }).click();
  await page.waitForURL(/tab=all/);
  await page.getByRole("row").filter({ hasText: "signin:ConsoleLogin" }).first().waitFor();
  const search = page.locator("#content").getByRole("combobox");
  await search.fill("eve");
  await search.press("Enter");
  await page.waitForURL(/q=eve/);
  await page
    .getByRole("row")
    .filter({ hasText: "signin:ConsoleLogin" })
    .first()
    .waitFor({ state: "detached" });
  await page.getByRole("row").filter({ hasText: "iam:CreateUser" }).first().waitFor();
  await open("/events?tab=all&q=nobody-is-called-so");
  await page.getByText("No match", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Clear filter", exact: true }).click();
  await page.getByRole("row").filter({ hasText: "signin:ConsoleLogin" }).first().waitFor();
  await page.getByRole("button", { name: /Last 7 days/ }).click();
  await page.getByRole("option", { name: "Last hour" }).click();
  await page.waitForURL(/range=1(?:&|$)/);
});

consoleTest("events are downloaded as the filter shows them", async (given) => {
  const { open, page } = given;
  await happen(given);
  await signIn(given, as("ana"));
  await open("/events");
  await page.getByRole("row").filter({ hasText: "iam:CreateUser" }).first().waitFor();
  await page.getByRole("button", { name: "Actions" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Download as CSV" }).click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  assert.match(text, /^Time,Who,Action,Resource,Result,Source address,Account,Request id,User agent\r\n/);
  assert.match(text, /,bob,iam:CreateUser,[^\r]*eve,Denied,/);
});

consoleTest("the dashboard counts what was denied, each with its reason", async (given) => {
  const { open, page, screenshot } = given;
  await happen(given);
  await signIn(given, as("ana"));
  await open("/iam");
  const item = page.getByRole("listitem").filter({ hasText: "iam:GetUser" });
  await item
    .getByText(/bob iam:GetUser \d+ times/)
    .or(item.getByText(/times/))
    .first()
    .waitFor();
  assert.match(
    (await item.getByRole("link").getAttribute("href")) ?? "",
    /^\/console\/why\/e\/[0-9a-f-]{36}$/,
  );
  await screenshot("dashboard-denials");
});

interface Asked {
  readonly NextToken?: string;
  readonly StartTime: string;
  readonly Filters: readonly { readonly Property: string }[];
}

const LONG = "Personalabrechnungsverwaltungs-Leserolle-Niederlassung-Südwest";

function eventOf(id: string, more: object = {}) {
  const record = { eventID: id, requestID: `r-${id}`, errorCode: "AccessDenied", errorMessage: "No." };
  return {
    EventId: id,
    EventTime: "2026-11-20T10:00:00Z",
    Who: "bob",
    Action: "iam:GetUser",
    Resource: `user ${id}`,
    Result: "Denied",
    SourceAddress: "192.0.2.7",
    CloudTrailEvent: JSON.stringify(record),
    ...more,
  };
}

const isPoll = ({ Filters }: Asked) => Filters.some(({ Property }) => Property === "Action");
const page = (Events: readonly object[], NextToken?: string): RouteAnswer => ({
  body: { Events, LookedBackTo: "2026-11-01T00:00:00Z", ...(NextToken !== undefined && { NextToken }) },
});

/** Opens the page with a log of one's own. */
async function openWith(
  given: ConsoleTest,
  answer: (asked: Asked) => RouteAnswer,
  at = "/events",
): Promise<void> {
  await standInForSession(given.page);
  await answerRoute(given.page, "POST", "/api/rolecall/SearchEvents", (body) => answer(body as Asked));
  await given.open(at);
}

consoleTest("pages follow each other by tokens, and back without asking again", async (given) => {
  const asked: Asked[] = [];
  await openWith(given, (each) => {
    if (isPoll(each)) return page([]);
    asked.push(each);
    return each.NextToken === undefined ? page([eventOf("first")], "t-2") : page([eventOf("second")]);
  });
  await given.page.getByText("user first").waitFor();
  await given.page.getByRole("button", { name: "Next page" }).click();
  await given.page.getByText("user second").waitFor();
  await given.page.getByRole("button", { name: "Previous page" }).click();
  await given.page.getByText("user first").waitFor();
  assert.deepEqual(
    asked.map(({ NextToken }) => NextToken),
    [undefined, "t-2"],
  );
  // A token belongs to one question.
  assert.equal(new Set(asked.map(({ StartTime }) => StartTime)).size, 1);
});

consoleTest("what was not looked at yet is said, and looked at when somebody asks", async (given) => {
  let searches = 0;
  await openWith(given, (each) => {
    if (isPoll(each)) return page([]);
    searches += 1;
    return searches < 5 ? page([], `t-${searches}`) : page([eventOf("old")]);
  });
  await given.page.getByText("Nothing was denied so far").waitFor();
  await given.page
    .getByText(/What was before 1 November 2026, 00:00 \(UTC\) was not looked at yet/)
    .waitFor();
  await given.page.getByRole("button", { name: "Look further back" }).click();
  await given.page.getByText("user old").waitFor();
});

consoleTest(
  "new events are told, and shown when somebody asks",
  async (given) => {
    await given.page.clock.install();
    let isNew = false;
    await openWith(given, (each) =>
      isPoll(each)
        ? page(isNew ? [eventOf("new"), eventOf("old")] : [])
        : page(isNew ? [eventOf("new"), eventOf("old")] : [eventOf("old")]),
    );
    await given.page.getByText("user old").waitFor();
    isNew = true;
    await given.page.clock.runFor(31_000);
    const show = given.page.getByRole("button", { name: "Show 1 new event" });
    await show.waitFor();
    assert.equal(await given.page.getByText("user new").count(), 0);
    await show.click();
    await given.page.getByText("user new").waitFor();
  },
  { isAlone: true },
);

consoleTest("a denial, a failure and a slow log are told in place", async (given) => {
  given.guard.expect(/403|500/);
  const message =
    "User: arn:aws:iam::444455556666:user/ana is not authorized to perform: cloudtrail:LookupEvents";
  let error: object | undefined = {
    code: "AccessDeniedException",
    message,
    requestId: "r-1",
    authorizationId: "a1",
  };
  let status = 403;
  await openWith(given, () =>
    error === undefined ? { ...page([eventOf("there")]), delayMs: 1_500 } : { status, body: { error } },
  );
  await given.page.getByText(message).waitFor();
  error = { code: "InternalFailure", message: "It failed.", requestId: "3f2c" };
  status = 500;
  await given.page.reload();
  await given.page.getByText("Request 3f2c").waitFor();
  error = undefined;
  await given.page.getByRole("button", { name: "Try again" }).click();
  await given.page.getByText("user there").waitFor();
});

consoleTest("long names, by keyboard: an event is opened and closed", async (given) => {
  await openWith(given, (each) =>
    page(
      isPoll(each)
        ? []
        : [eventOf("one", { Who: `${LONG}/${LONG}`, Resource: `arn:aws:iam::444455556666:role/${LONG}` })],
    ),
  );
  const button = given.page.getByRole("gridcell").getByRole("button").first();
  await button.waitFor();
  await lookEverywhere(given, "events-long");
  await button.focus();
  await given.page.keyboard.press("Enter");
  const close = given.page.getByRole("button", { name: "Close the event" });
  await close.waitFor();
  await close.focus();
  await given.page.keyboard.press("Enter");
  await close.waitFor({ state: "detached" });
  await button.click();
  await close.waitFor();
});
