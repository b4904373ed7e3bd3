import Box from "@cloudscape-design/components/box";
import { useMemo } from "react";
import { compareLines, type DifferenceLine } from "./line-difference.ts";
import "./version-difference.css";

interface NamedText {
  readonly name: string;
  readonly text: string;
}

interface VersionDifferenceProps {
  readonly before: NamedText;
  readonly after: NamedText;
}

const SIGNS: Readonly<Record<DifferenceLine["kind"], { readonly sign: string; readonly word: string }>> = {
  same: { sign: " ", word: "" },
  removed: { sign: "−", word: "removed: " },
  added: { sign: "+", word: "added: " },
};

/** What one document has and the other has not, line by line: by sign and word, colour only repeats it. */
export function VersionDifference({ before, after }: VersionDifferenceProps) {
  const lines = useMemo(() => compareLines(before.text, after.text), [before.text, after.text]);
  const changed = lines.filter(({ kind }) => kind !== "same").length;
  return (
    <section aria-label={`From ${before.name} to ${after.name}`}>
      <Box variant="h3">{`From ${before.name} to ${after.name}`}</Box>
      {changed === 0 && <p>Both say the same.</p>}
      <pre className="rc-difference" tabIndex={0}>
        {lines.map(({ kind, text }, at) => (
          <span key={at} className={`rc-difference-${kind}`}>
            <span aria-hidden="true">{SIGNS[kind].sign} </span>
            <span className="sr">{SIGNS[kind].word}</span>
            {text}
            {"\n"}
          </span>
        ))}
      </pre>
    </section>
  );
}
