import assert from "node:assert/strict";

/** A denial's message, with what is different each time taken apart. */
export interface DeniedMessage {
  /** All before the link. */
  readonly reason: string;
  readonly link: string;
  readonly id: string;
}

const WORDS =
  /^(?<reason>.*)\. Go to (?<link>\S+) for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: (?<id>[0-9a-z]{25})$/;

/** @throws AssertionError where the message does not end as AWS's do since 2026. */
export function readDeniedMessage(message: string): DeniedMessage {
  const groups = WORDS.exec(message)?.groups;
  assert.ok(groups, message);
  return { reason: groups.reason!, link: groups.link!, id: groups.id! };
}

/** What a call is denied with. */
export async function deniedMessageOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => assert.fail("Was allowed."),
    (reason: Error) => reason,
  );
  assert.match(error.name, /^AccessDenied(?:Exception)?$/, error.message);
  return error.message;
}
