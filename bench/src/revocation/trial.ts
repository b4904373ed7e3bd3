/** One right is taken away at one node, and asked for at another until it is refused there. */
import { setTimeout as delay } from "node:timers/promises";
import type { Asked, Connection } from "./connection.ts";
import { administrator, POLICY_DOCUMENT, POLICY_NAME, type Subject } from "./installation.ts";

/** Connections of one chain of trials. */
export interface Chain {
  readonly subject: Subject;
  /** To the node where rights are taken away and given. */
  readonly there: Connection;
  /** To the node where they are used. */
  readonly here: Connection;
}

/** How often what was taken away is asked for. */
const ASK_EVERY_MS = 3;
const GIVE_UP_MS = 10_000;

export interface Right {
  readonly use: (subject: Subject) => Asked;
  readonly takeAway: (subject: Subject) => Asked;
  readonly giveBack: (subject: Subject) => Asked;
}

const iam = (form: Readonly<Record<string, string>>, credentials = administrator): Asked => ({
  service: "iam",
  form: { Version: "2010-05-08", ...form },
  credentials,
});
const setKey = (status: string) => (subject: Subject) =>
  iam({
    Action: "UpdateAccessKey",
    UserName: subject.userName,
    AccessKeyId: subject.credentials.accessKeyId,
    Status: status,
  });

/** What is taken away: a key that is remembered and needs no database, and a policy that is looked for with what is read. */
export const RIGHTS = {
  "a key, used for GetCallerIdentity": {
    use: ({ credentials }) => ({
      service: "sts",
      form: { Action: "GetCallerIdentity", Version: "2011-06-15" },
      credentials,
    }),
    takeAway: setKey("Inactive"),
    giveBack: setKey("Active"),
  },
  "a policy, used for GetUser": {
    use: ({ credentials }) => iam({ Action: "GetUser" }, credentials),
    takeAway: ({ userName }) =>
      iam({ Action: "DeleteUserPolicy", UserName: userName, PolicyName: POLICY_NAME }),
    giveBack: ({ userName }) =>
      iam({
        Action: "PutUserPolicy",
        UserName: userName,
        PolicyName: POLICY_NAME,
        PolicyDocument: POLICY_DOCUMENT,
      }),
  },
} as const satisfies Readonly<Record<string, Right>>;

/** @returns ms from the answer that said it was taken away to when the last use that was still allowed was asked for; 0 where none was */
export async function runTrial({ subject, there, here }: Chain, right: Right): Promise<number> {
  await here.do(right.use(subject));
  const { answeredAtMs } = await there.do(right.takeAway(subject));
  let lastAllowedAtMs = answeredAtMs;
  for (;;) {
    const { status, sentAtMs, text } = await here.ask(right.use(subject));
    if (status === 403) break;
    if (status !== 200) throw new Error(`Neither allowed nor denied: ${text}`);
    if (sentAtMs - answeredAtMs > GIVE_UP_MS) throw new Error(`Allowed ${GIVE_UP_MS} ms later: ${text}`);
    lastAllowedAtMs = Math.max(lastAllowedAtMs, sentAtMs);
    await delay(ASK_EVERY_MS);
  }
  await there.do(right.giveBack(subject));
  await untilAllowed(here, right.use(subject));
  return lastAllowedAtMs - answeredAtMs;
}

async function untilAllowed(here: Connection, asked: Asked): Promise<void> {
  const untilMs = performance.now() + GIVE_UP_MS;
  while ((await here.ask(asked)).status !== 200) {
    if (performance.now() > untilMs) throw new Error("What was given back is still refused");
    await delay(ASK_EVERY_MS);
  }
}
