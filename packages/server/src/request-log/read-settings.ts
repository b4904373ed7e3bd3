import { Mistake } from "../mistake.ts";

/** What `rolecall start` tells of requests on standard output. */
export interface RequestLogSettings {
  readonly format: Format;
  readonly isColorful: boolean;
  /** Whether denials are told in full below their lines. */
  readonly explainsDenials: boolean;
}

export const WRITTEN_FORMATS = ["pretty", "json"] as const;
const FORMATS = [...WRITTEN_FORMATS, "off"] as const;
type Format = (typeof FORMATS)[number];

/** What standard output is. */
export interface OutputKind {
  readonly isTerminal: boolean;
  readonly isColorful: boolean;
}

interface Given {
  readonly log: string | undefined;
  readonly "explain-denials": boolean;
}

/**
 * Where nobody says, a terminal gets lines and nothing else does: what is written to a file or a journal grows. Who wants denials explained wants
 * lines. @throws Mistake
 */
export function readRequestLogSettings(
  { log, "explain-denials": explainsDenials }: Given,
  { isTerminal, isColorful }: OutputKind,
): RequestLogSettings {
  const format = FORMATS.find((known) => known === log);
  if (log !== undefined && format === undefined)
    throw new Mistake(`--log: "${log}" is none of ${FORMATS.join(", ")}.`);
  if (format === "off" && explainsDenials)
    throw new Mistake(
      "--explain-denials explains lines of the request log, and --log off writes none. Leave one out.",
    );
  return {
    format: format ?? (isTerminal || explainsDenials ? "pretty" : "off"),
    isColorful,
    explainsDenials,
  };
}
