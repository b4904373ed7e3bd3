import { createSampler } from "../audit/sampler.ts";
import type { Passage } from "../pipeline/passage.ts";
import { explainDenied } from "./explain-denied.ts";
import { LineQueue, type TextOutput } from "./line-queue.ts";
import type { RequestLogSettings, WRITTEN_FORMATS } from "./read-settings.ts";
import { requestFacts } from "./request-facts.ts";
import { jsonFormat, type LineFormat, prettyFormat } from "./request-line.ts";

/** Tells each request in a line. It never fails the request, and nobody waits for it. */
export interface RequestLog {
  write(passage: Passage): void;
  close(): Promise<void>;
}

/** Denials of a second that are explained: each costs up to some milliseconds. */
const EXPLAINED_PER_SECOND = 10;

const FORMATS: Readonly<Record<(typeof WRITTEN_FORMATS)[number], (isColorful: boolean) => LineFormat>> = {
  pretty: prettyFormat,
  json: () => jsonFormat,
};

/** Undefined where none is asked for: a request costs nothing more then. */
export function openRequestLog(
  { format, isColorful, explainsDenials }: RequestLogSettings,
  openOutput: () => TextOutput,
): RequestLog | undefined {
  if (format === "off") return undefined;
  const lines = FORMATS[format](isColorful);
  const queue = new LineQueue({ openOutput, leftOut: lines.leftOut });
  const sampler = createSampler(EXPLAINED_PER_SECOND);
  const explanationOf = ({ denial, now }: Passage) => {
    if (!explainsDenials || denial === undefined) return undefined;
    if (sampler.admit(now) === undefined)
      return `(not explained: more than ${EXPLAINED_PER_SECOND} denials in this second)`;
    return explainDenied(denial, format === "pretty" && isColorful);
  };
  return {
    write(passage) {
      if (queue.isFull) return queue.leaveOut();
      queue.add(lines.line(requestFacts(passage), explanationOf(passage)));
    },
    close: () => queue.close(),
  };
}
