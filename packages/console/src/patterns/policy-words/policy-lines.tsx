import type { LineRange } from "@rolecall/policy/describe";
import "./policy-lines.css";

interface PolicyLinesProps {
  readonly text: string;
  /** What it is, for who cannot see it: "Trust policy of testrole". */
  readonly label: string;
  readonly lit?: LineRange | undefined;
}

/** A document with the numbers of its lines; those that something speaks of are lit. */
export function PolicyLines({ text, label, lit }: PolicyLinesProps) {
  return (
    <section className="rc-lines" aria-label={label}>
      <ol>
        {text.split(/\r\n|\r|\n/).map((line, at) => {
          const isLit = lit !== undefined && at + 1 >= lit.first && at + 1 <= lit.last;
          return (
            <li key={at} className={isLit ? "rc-line rc-line-lit" : "rc-line"}>
              <span className="rc-line-number" aria-hidden="true">
                {at + 1}
              </span>
              <code>{paint(line)}</code>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Values stand out from names; everything else is as it is. */
function paint(line: string) {
  const [, name = "", value = "", end = ""] =
    /^(\s*(?:"(?:[^"\\]|\\.)*":\s*)?)("(?:[^"\\]|\\.)*")?(.*)$/.exec(line) ?? [];
  return (
    <>
      {name}
      {value !== "" && <span className="rc-json-value">{value}</span>}
      {end}
      {line === "" && " "}
    </>
  );
}
