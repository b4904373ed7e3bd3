import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import { type Explanation, headline, type Phrase } from "@rolecall/policy";
import { type ReactNode, useEffect, useRef } from "react";
import { formatDate } from "../../patterns/format-date.ts";
import { policyHref } from "../../patterns/policy-href.ts";
import { StateSign } from "./state-sign.tsx";

export type Time = "then" | "now";

interface AnswerRegionProps {
  readonly explanation: Explanation | undefined;
  /** In the place of an answer, where there is none. */
  readonly reason: ReactNode;
  readonly time: Time;
  readonly deniedAt: string | undefined;
  /** What can be chosen; a reason greys the other. */
  readonly thenReason: string | undefined;
  readonly hasThen: boolean;
  readonly isSame: boolean;
  readonly onTime: (time: Time) => void;
}

/** The answer in a sentence, why it is so, and what else stands in the way. The focus lands here. */
export function AnswerRegion(props: AnswerRegionProps) {
  const { explanation, reason, time, deniedAt, thenReason, hasThen, isSame, onTime } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const told = explanation && headline(explanation);
  const sentence = told?.sentence;
  useEffect(() => {
    if (sentence !== undefined) heading.current?.focus({ preventScroll: true });
  }, [sentence]);
  const isDenied = told !== undefined && told.decision !== "allowed";
  const tone = told === undefined ? "quiet" : isDenied ? "bad" : "good";
  const isOpen = explanation?.layers.some(({ unknown }) => unknown === "notHeld") === true;
  return (
    <section className={`rc-why-answer rc-why-answer-${tone}`} aria-label="Answer">
      <div className="rc-why-answer-sign">
        <StateSign state={told === undefined ? "unknown" : isDenied ? "denies" : "allows"} />
      </div>
      <div className="rc-why-answer-words">
        <h2 ref={heading} tabIndex={-1}>
          {sentence ?? "This cannot be told"}
        </h2>
        {told === undefined ? reason : <p>{told.paragraph.map(toElement)}</p>}
        {told !== undefined && told.more !== "" && <p className="rc-quiet">{told.more}</p>}
        {isOpen && (
          <p className="rc-quiet">
            As far as Rolecall knows: not every policy that may have a say is held here.
          </p>
        )}
        {hasThen && isSame && <p className="rc-quiet">Asked now, it would be the same.</p>}
      </div>
      {hasThen && (
        <SegmentedControl
          label="Time of the answer"
          selectedId={time}
          onChange={({ detail }) => onTime(detail.selectedId === "now" ? "now" : "then")}
          options={[
            {
              id: "then",
              text: deniedAt === undefined ? "Then" : `Then (${formatDate(deniedAt)})`,
              ...(thenReason !== undefined && { disabled: true, disabledReason: thenReason }),
            },
            { id: "now", text: "Now" },
          ]}
        />
      )}
    </section>
  );
}

function toElement({ kind, text, arn }: Phrase, at: number): ReactNode {
  if (kind === "statement") return <b key={at}>{text}</b>;
  if (kind === "value") return <code key={at}>{text}</code>;
  if (kind === "policy" && arn !== undefined && /:iam:/.test(arn))
    return (
      <Link key={at} href={policyHref(arn)}>
        {text}
      </Link>
    );
  if (kind === "policy" || kind === "place")
    return (
      <Box key={at} variant="span" fontWeight="bold">
        {text}
      </Box>
    );
  return text;
}
