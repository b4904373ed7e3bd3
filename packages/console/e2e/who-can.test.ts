import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { callAs } from "./harness/call-as.ts";
import { openConsole } from "./harness/console-test.ts";
import { judgeAccessibility } from "./harness/judge-accessibility.ts";
import { lookEverywhere } from "./harness/look-everywhere.ts";
import { PASSWORD, signIn } from "./harness/sign-in.ts";
import { answerRoute } from "./harness/stand-in-routes.ts";
import { NORDWIND, PAYROLL, PEOPLE, WHO_CAN_SEED } from "./harness/who-can-seed.ts";

const consoleTest = openConsole(WHO_CAN_SEED);
const as = (user: string, account = PEOPLE) => ({ account, user, password: PASSWORD });

const READ = { action: "s3:GetObject", resource: PAYROLL };
const asking = (question: object) => `/who-can#q=${encodeURIComponent(JSON.stringify(question))}`;
const list = (page: Page) => page.getByRole("table", { name: "The ways, as a list" });
const rows = (page: Page) => list(page).locator("tbody tr");
const row = (page: Page, who: string) => rows(page).filter({ hasText: who }).first();
const sentence = (page: Page) => page.locator(".rc-way-sentence");
const picture = (page: Page) => page.getByRole("region", { name: "The ways, as a picture" });
const box = (page: Page, name: string) =>
  page.locator(".rc-way-box", { has: page.locator(`b:text-is("${name}")`) });

/** The rows of the list: who, through, state. */
async function told(page: Page): Promise<readonly string[]> {
  await rows(page).first().waitFor();
  return rows(page).evaluateAll((all) =>
    all.map((row) => {
      const cells = [...row.querySelectorAll("th, td")].slice(1, 4);
      return cells.map((cell) => (cell as HTMLElement).innerText.trim().split("\n")[0]).join(" | ");
    }),
  );
}

/** By the keyboard: the circle that is seen lies over the radio button. */
async function choose(radio: Locator): Promise<void> {
  await radio.focus();
  await radio.press("Space");
}

interface WireWay {
  readonly Principal: string;
  readonly Kind: string;
  readonly State: string;
  readonly Through: readonly string[];
  readonly Needs: readonly string[];
}

const last = (arn: string) => arn.split("/").at(-1) ?? arn;

/** What the operation answers, as the list has it: those who have the same ways together, a role within the ways of others. */
function listed(ways: readonly WireWay[]): ReadonlySet<string> {
  const people = ways.filter(({ Kind }) => Kind !== "role");
  return new Set(
    people.map(({ Principal, State, Through }) =>
      [Principal, Through.map(last).join(" → ") || "directly", State].join(" "),
    ),
  );
}

consoleTest(
  "open, needs and stopped ways are those that WhoCan answers, as a picture and as a list",
  async (given) => {
    const { page, open } = given;
    await signIn(given, as("ana"));
    await open(asking(READ));
    assert.deepEqual([...(await told(page))].sort(), [
      "1111-2222-3333 | OrganizationReader | Open",
      "9876-5432-1098 | PartnerLogistik | Stopped by boundary",
      "ana | PayrollAuditor | Needs MFA",
      "ana | directly | Open",
      "bela, chiara, dora | PayrollTeam | Open",
      "ec2.amazonaws.com | ReportingExport | Open",
      "emil | PayrollAuditor | Needs MFA",
      "frida | directly | Stopped by boundary",
      "jonas | directly | Open",
      "token.actions.example | DeployPipeline → PayrollLoader | Needs token.actions.example:sub",
    ]);
    const call = await callAs(given, as("ana"));
    const { Ways } = await call("rolecall/WhoCan", { Action: READ.action, Resource: READ.resource });
    const shown = await rows(page).evaluateAll((all) =>
      all.flatMap((row) => {
        const [who, through, state] = [...row.querySelectorAll("th, td")].slice(1, 4) as HTMLElement[];
        const principals = who?.querySelector("[title]")?.getAttribute("title")?.split("\n") ?? [];
        const word = (state?.innerText.trim().split(" ")[0] ?? "").toLowerCase();
        return principals.map((principal) => `${principal} ${through?.innerText.trim()} ${word}`);
      }),
    );
    assert.deepEqual(new Set(shown), listed(Ways));
    await page
      .getByText(
        "9 principals by 8 ways. 5 are open at any time, 3 need something more (◇). 2 ways are stopped (✕).",
      )
      .waitFor();
    await page.getByText("Looked at 7 roles and 10 users of 1 account.").waitFor();
    await box(page, "PayrollAuditor").waitFor();
    for (const words of ["◇ MFA", "✕ boundary", "group PayrollTeam"])
      await page.locator(".rc-way-label", { hasText: words }).first().waitFor();
    // Each line has the pattern of its state.
    const patterns = await page
      .locator(".rc-way-line")
      .evaluateAll((lines) =>
        lines.map((line) => `${line.classList[1]} ${getComputedStyle(line).strokeDasharray}`),
      );
    assert.equal(new Set(patterns).size, 3, JSON.stringify(patterns));
  },
);

consoleTest(
  "the page is looked at in both modes and widths, and its states are distinct without colours",
  async (given) => {
    const { page, open, screenshot, context } = given;
    await signIn(given, as("ana"));
    await open(asking(READ));
    await choose(rows(page).nth(7).getByRole("radio"));
    await page.locator(".rc-way-label", { hasText: "✕ boundary" }).first().waitFor();
    await lookEverywhere(given, "who-can");
    assert.equal(await picture(page).count(), 0, "at 375 px the ways are chains");
    await page.getByRole("list", { name: "The ways, as chains" }).getByText("◇ MFA").first().waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await picture(page).waitFor();
    await screenshot("who-can-forced-colors");
    await page.emulateMedia({ forcedColors: "none" });
    const devTools = await context.newCDPSession(page);
    await devTools.send("Emulation.setEmulatedVisionDeficiency", { type: "achromatopsia" });
    await screenshot("who-can-greyscale");
  },
);

consoleTest("what is chosen in the list is lit in the picture, and the other way round", async (given) => {
  const { page, open } = given;
  await signIn(given, as("ana"));
  await open(asking(READ));
  await choose(list(page).getByRole("radio", { name: /^token\.actions\.example/ }));
  await sentence(page).filter({ hasText: "its trust policy" }).waitFor();
  assert.match(
    (await sentence(page).innerText()).replaceAll(/\s+/g, " "),
    /token\.actions\.example \(OIDC provider\) may assume DeployPipeline \(◇ with token\.actions\.example:sub\), which may assume PayrollLoader \(own, line 1; its trust policy, line 1\), which may s3:GetObject/,
  );
  const lit = async () => (await page.locator(".rc-way-box.rc-way-lit b").allInnerTexts()).sort();
  assert.deepEqual(await lit(), ["DeployPipeline", "PayrollLoader", "s3:GetObject", "token.actions.example"]);
  await sentence(page).getByRole("link", { name: "DeployPipeline" }).waitFor();
  await box(page, "frida").click();
  await sentence(page)
    .filter({ hasText: /frida \(user\) would be given s3:GetObject \(✕ stopped by a boundary\)/ })
    .waitFor();
  assert.ok(
    await list(page)
      .getByRole("radio", { name: /^frida/ })
      .isChecked(),
  );
  // A line is clicked where nothing else is.
  await page.locator(".rc-way-label", { hasText: "group PayrollTeam" }).waitFor();
  await box(page, "jonas").click();
  assert.deepEqual(await lit(), ["jonas", "s3:GetObject"]);
});

consoleTest(
  "the picture is one Tab stop: arrows light ways and go along them, Enter opens what stands there",
  async (given) => {
    const { page, open } = given;
    await signIn(given, as("ana"));
    await open(asking(READ));
    await box(page, "jonas").waitFor();
    await picture(page).focus();
    await page.keyboard.press("End");
    const count = await rows(page).count();
    await sentence(page)
      .filter({ hasText: `Way ${count} ` })
      .waitFor();
    await page.keyboard.press("Home");
    await sentence(page).filter({ hasText: "Way 1 " }).waitFor();
    for (let at = 0; at < count && !/PayrollAuditor/.test((await sentence(page).textContent()) ?? ""); at++)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.locator(".rc-way-marked b:text-is('PayrollAuditor')").waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(".react-flow :focus").count(), 0, "one Tab leaves it");
    await picture(page).focus();
    await page.locator(".rc-way-marked").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/iam\/roles\/PayrollAuditor$/);
  },
);

consoleTest(
  "toggles: what is stopped is left out, services that are given a role and who could give it to itself come along",
  async (given) => {
    const { page, open } = given;
    await signIn(given, as("ana"));
    await open(asking(READ));
    const before = await told(page);
    const turn = (name: string) => page.getByText(name, { exact: true }).click();
    await turn("Show what is stopped");
    await page.waitForURL(/withoutStopped/);
    assert.deepEqual([...(await told(page))].sort(), before.filter((row) => !row.includes("Stopped")).sort());
    await page.getByText("2 ways are stopped (✕).").waitFor();
    await turn("Also by iam:PassRole");
    await list(page).getByText("ec2.amazonaws.com → ReportingExport").first().waitFor();
    assert.ok((await told(page)).includes("hanna | ec2.amazonaws.com → ReportingExport | Open"));
    await turn("Also who could give it to itself");
    await row(page, "gero").waitFor();
    assert.ok((await told(page)).includes("gero | iam:PutUserPolicy | Open"));
    await page.locator(".rc-way-label", { hasText: "could give itself: iam:PutUserPolicy" }).waitFor();
  },
);

consoleTest(
  "presets begin questions: a role, a bucket, an administrator, a policy, from outside, and what a person can become",
  async (given) => {
    const { page, open } = given;
    await signIn(given, as("ana"));
    await open("/who-can");
    const begin = async (name: string) => {
      await page.getByRole("button", { name: "Begin with" }).click();
      await page.getByRole("menuitem", { name }).click();
    };
    const resource = page.getByRole("textbox", { name: "on", exact: true });
    const action = page.getByRole("textbox", { name: "Who can" });
    for (const [name, asked, begun] of [
      ["Read this bucket", "s3:GetObject", "arn:aws:s3:::"],
      ["Change this policy", "iam:CreatePolicyVersion", `arn:aws:iam::${PEOPLE}:policy/`],
      ["Pass this role", "iam:PassRole", `arn:aws:iam::${PEOPLE}:role/`],
      ["Become this role", "sts:AssumeRole", `arn:aws:iam::${PEOPLE}:role/`],
    ] as const) {
      await begin(name);
      assert.deepEqual([await action.inputValue(), await resource.inputValue()], [asked, begun]);
    }
    await resource.fill(`arn:aws:iam::${PEOPLE}:role/PayrollLoader`);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    assert.ok(
      (await told(page)).includes("token.actions.example | DeployPipeline | Needs token.actions.example:sub"),
    );
    await begin("Become administrator");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await row(page, "gero").waitFor();
    assert.deepEqual([...(await told(page))].sort(), [
      "ana | directly | Open",
      "gero | iam:PutUserPolicy | Open",
    ]);
    await begin("From outside the organization");
    await page.waitForURL(/fromOutside/);
    await page.getByText("Nobody.").waitFor();
    await begin("What can somebody become?");
    await page.getByRole("textbox", { name: "What can it become:" }).fill("emil");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByText("It can become 1 role. 0 at any time, 1 with something more (◇)").waitFor();
    await page.getByRole("table", { name: "What it can become" }).getByText("Needs MFA").waitFor();
    assert.deepEqual(await judgeAccessibility(page), []);
  },
);

consoleTest(
  "a mistake in the question is told at its field, and a link that was cut shows the form",
  async (given) => {
    const { page, open } = given;
    await signIn(given, as("ana"));
    await open("/who-can#q=%7Bcut");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByText("An action as s3:GetObject").waitFor();
    await page.getByText("An ARN, or * for anything").waitFor();
    await open(asking({ ...READ, context: { "aws:MultiFactorAuthPresent": "true" } }));
    assert.ok((await told(page)).includes("emil | PayrollAuditor | Open"));
    await page.getByText("What is known of the request: aws:MultiFactorAuthPresent").waitFor();
  },
);

consoleTest("who may not read is told so, and accounts that may not be read are named", async (given) => {
  const { page, open, guard } = given;
  guard.expect(/40[03]/);
  await signIn(given, as("nobody"));
  await open(asking(READ));
  await page
    .getByText(/user\/nobody is not authorized to perform: iam:GetAccountAuthorizationDetails/)
    .waitFor();
  await page.locator("#content").getByRole("link", { name: "Why?" }).waitFor();
  await signIn(given, as("vera", NORDWIND));
  await page.goto("about:blank");
  await open(asking(READ));
  await page
    .getByText(/^Not looked at, since you may not read them or they are too large: 4444-5555-6666/)
    .waitFor();
  await page.getByText(/Looked at \d+ roles? and 3 users of 1 account\./).waitFor();
});

consoleTest(
  "the management account looks at all of its accounts, and Why? is offered for its own people",
  async (given) => {
    const { page, open } = given;
    await signIn(given, as("otto", NORDWIND));
    await open(asking(READ));
    assert.ok((await told(page)).includes("clara | OrganizationReader | Open"));
    await page.getByText(/Looked at \d+ roles and 13 users of 2 accounts\./).waitFor();
    const clara = rows(page).filter({ hasText: "clara" }).first();
    const why = await clara.getByRole("link", { name: /^Why\?/ }).count();
    assert.equal(why, 0, "its last step is another account's role: Why? answers about one's own");
  },
);

consoleTest("what is not finished is told, and gone on with", async (given) => {
  const { page, open } = given;
  await signIn(given, as("ana"));
  const way = (name: string) => ({
    Principal: `arn:aws:iam::${PEOPLE}:user/${name}`,
    Kind: "user",
    AccountId: PEOPLE,
    State: "open",
    Needs: [],
    Through: [],
    Steps: [{ Action: READ.action, Resource: READ.resource, State: "open", Needs: [] }],
  });
  const lookedAt = {
    Accounts: 1,
    UnreadAccountIds: [],
    Roles: 7,
    OfRoles: 7,
    OfPrincipals: 10_000,
    OmittedWays: 0,
  };
  await answerRoute(page, "POST", "/api/rolecall/WhoCan", (body) => {
    const isNext = (body as { readonly NextToken?: string }).NextToken === "at-8120";
    return {
      body: isNext
        ? { Ways: [way("zoe")], LookedAt: { ...lookedAt, Principals: 10_000 } }
        : { Ways: [way("ana")], LookedAt: { ...lookedAt, Principals: 8_120 }, NextToken: "at-8120" },
    };
  });
  await open(asking(READ));
  await page.getByText("Not finished: 8,120 of 10,000 users and roles looked at.").waitFor();
  await page.getByRole("button", { name: "Go on" }).click();
  await row(page, "ana, zoe").waitFor();
  assert.equal(await page.getByText(/^Not finished/).count(), 0);
});

consoleTest("a picture has forty boxes at most, and says how many ways stand in the list", async (given) => {
  const { page, open, guard } = given;
  // Who is made up is not explained.
  guard.expect(/400.*ExplainRequest/);
  await signIn(given, as("ana"));
  const ways = Array.from({ length: 60 }, (_, at) => {
    const role = `arn:aws:iam::${PEOPLE}:role/Role-${at}`;
    return {
      Principal: `arn:aws:iam::${PEOPLE}:user/user-${at}`,
      Kind: "user",
      AccountId: PEOPLE,
      State: "open",
      Needs: [],
      Through: [role],
      Steps: [
        { Action: "sts:AssumeRole", Resource: role, State: "open", Needs: [] },
        { Action: READ.action, Resource: READ.resource, State: "open", Needs: [] },
      ],
    };
  });
  const LookedAt = {
    Accounts: 1,
    UnreadAccountIds: [],
    Roles: 60,
    OfRoles: 60,
    Principals: 120,
    OfPrincipals: 120,
    OmittedWays: 0,
  };
  await answerRoute(page, "POST", "/api/rolecall/WhoCan", () => ({ body: { Ways: ways, LookedAt } }));
  await open(asking(READ));
  await page.getByText("41 more ways stand in the list: a picture has at most 40 boxes.").waitFor();
  await box(page, "user-0").waitFor();
  assert.equal(await page.locator(".rc-way-box").count(), 39);
  await page.getByRole("button", { name: "Show 10 more of 60" }).click();
  assert.equal(await rows(page).count(), 60);
});
