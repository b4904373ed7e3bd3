import Box from "@cloudscape-design/components/box";
import { locate, type Span } from "@rolecall/policy";
import { type PolicyDescription, renderDescription } from "@rolecall/policy/describe";
import "./words.css";

interface WordsOfPolicyProps {
  readonly description: PolicyDescription;
  /** The document: for the lines. */
  readonly text: string;
  /** Told which statement the pointer or the focus is on. */
  readonly onLight?: (statement: number | undefined) => void;
}

/** A policy in a sentence, and statement by statement with the lines where it says so. */
export function WordsOfPolicy({ description, text, onLight }: WordsOfPolicyProps) {
  const { parts } = description;
  return (
    <>
      <p className="rc-words-all">{renderDescription(description)}</p>
      {parts.length > 1 && (
        <ul className="rc-words">
          {parts.map((part, at) => (
            <li key={part.spans.statement.start}>
              <button
                type="button"
                onMouseEnter={() => onLight?.(at)}
                onMouseLeave={() => onLight?.(undefined)}
                onFocus={() => onLight?.(at)}
                onBlur={() => onLight?.(undefined)}
              >
                <Box variant="span" color="text-body-secondary" fontSize="body-s">
                  {linesOf(text, part.spans.statement)}
                </Box>
                <span>{wordsOfPart(description, at)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function linesOf(text: string, { start, end }: Span): string {
  const from = locate(text, start).line;
  const to = locate(text, end).line;
  return from === to ? `Line ${from}` : `Lines ${from}–${to}`;
}

/** One statement by itself: the same words as of a policy that has only it. */
function wordsOfPart(description: PolicyDescription, at: number): string {
  const of = (claims: PolicyDescription["grants"]) =>
    claims
      .filter(({ statements }) => statements.includes(at))
      .map((claim) => ({ ...claim, statements: [at] }));
  const { grants, denials } = description;
  const own = { ...description, parts: [], grants: of(grants), denials: of(denials) };
  return renderDescription(own);
}
