import type { Identity } from "../../session/identity.ts";
import { createObservable } from "../../session/observable.ts";
import type { ReadNotices } from "./notice.ts";

const KEY = "rolecall.notices.dismissed";
/** The oldest is forgotten, and told again. */
const DISMISSED_MAX = 200;

const read = createObservable<ReadNotices | undefined>(undefined);
const dismissed = createObservable<readonly string[]>(readDismissed());

/** What a person should know: asked for after signing in, and whenever it is looked at. Nothing of it is kept but what was dismissed. */
export const notices = {
  read,
  dismissed,
  /** @throws ApiError */
  async ask(identity: Identity): Promise<void> {
    const { readNotices } = await import("./read-notices.ts");
    read.write(await readNotices(identity));
  },
  dismiss(id: string): void {
    const next = [...readDismissed().filter((each) => each !== id), id].slice(-DISMISSED_MAX);
    localStorage.setItem(KEY, JSON.stringify(next));
    dismissed.write(next);
  },
  /** What is shown was read as somebody else. */
  forget(): void {
    read.write(undefined);
  },
};

function readDismissed(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}
