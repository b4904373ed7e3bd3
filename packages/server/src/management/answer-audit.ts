import type { Answer, RequestHead } from "@rolecall/edge";
import type { AuditTrail } from "../audit/trail.ts";
import { Mistake } from "../mistake.ts";
import { readAuditQuestion } from "./read-audit-question.ts";

export interface AuditRead {
  readonly audit: Pick<AuditTrail, "events" | "volumes" | "dropped">;
  readonly clock: () => number;
}

/** GET /_rolecall/audit, of an installation that keeps nothing: events of all accounts, the newest last. Secrets are hidden where they are recorded. */
export async function answerAudit(
  { audit, clock }: AuditRead,
  { rawQuery }: Pick<RequestHead, "rawQuery">,
): Promise<Answer> {
  try {
    const { format, ...asked } = readAuditQuestion(rawQuery, clock());
    // Loaded when somebody asks: it is of a service, with much behind it, and a start does not wait for that.
    const { findEvents } = await import("../audit/find-events.ts");
    const { events, hasMore } = await findEvents(audit, asked);
    const texts = events.map(({ text }) => text);
    const dropped = audit.dropped?.();
    if (format === "lines")
      return answer(200, "application/x-ndjson", texts.map((text) => `${text}\n`).join(""));
    const counts = JSON.stringify({ hasMore, dropped }).slice(1);
    return answer(200, "application/json", `{"events":[${texts.join()}],${counts}\n`);
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return answer(400, "application/json", `${JSON.stringify({ message: error.message })}\n`);
  }
}

function answer(status: number, contentType: string, body: string): Answer {
  return { status, headers: { "Content-Type": contentType, "X-Content-Type-Options": "nosniff" }, body };
}
