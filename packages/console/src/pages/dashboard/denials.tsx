import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import { useState } from "react";
import { href } from "../../app/address.ts";
import { readClock } from "../../app/surroundings.ts";
import { Region } from "../../patterns/region.tsx";
import type { OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";

type Answer = OutputOf<"rolecall", "SearchEvents">;
type EventRow = Answer["Events"][number];

const DAY_MS = 86_400_000;
/** So many of the newest are counted; more are said to be more. */
const COUNTED = 100;
const SHOWN = 5;

/** What was denied lately, the most frequent first: what somebody tried, and where it is explained. */
export function Denials() {
  const [since] = useState(() => new Date(readClock() - DAY_MS).toISOString());
  const query = useOperation("rolecall", "SearchEvents", {
    Filters: [{ Property: "Result", Operator: "=", Value: "Denied" }],
    StartTime: since,
    MaxResults: COUNTED,
  });
  return (
    <Container
      header={
        <Header variant="h2" actions={<Link href={`${href("/events")}?range=24`}>All denied events</Link>}>
          Denied in the last 24 hours
        </Header>
      }
    >
      <Region query={query} what="what was denied" height={160}>
        {(answer) => <DenialList answer={answer} />}
      </Region>
    </Container>
  );
}

function DenialList({ answer: { Events, NextToken } }: { readonly answer: Answer }) {
  if (Events.length === 0)
    return NextToken === undefined
      ? "Nothing was denied."
      : "Nothing was found in the newest events. There are older ones.";
  return (
    <>
      <ul className="rc-plain-list">
        {countAlike(Events).map(({ newest, count }) => (
          <li key={newest.EventId}>
            <b>{newest.Who}</b> <code>{newest.Action}</code>
            {count > 1 && ` ${count} times`}{" "}
            <Link href={href("/why/e/:eventId", { eventId: newest.EventId })}>
              Why?<span className="sr">{` ${newest.Who}, ${newest.Action}`}</span>
            </Link>
          </li>
        ))}
      </ul>
      {NextToken !== undefined && (
        <div className="rc-quiet">{`Of the newest ${Events.length}; there are more.`}</div>
      )}
    </>
  );
}

interface Alike {
  /** Events come the newest first. */
  readonly newest: EventRow;
  readonly count: number;
}

/** Who tried what, the most often first. */
function countAlike(events: readonly EventRow[]): readonly Alike[] {
  const groups = Map.groupBy(events, ({ Who, Action }) => `${Who} ${Action}`);
  return [...groups.values()]
    .flatMap((alike) => (alike[0] === undefined ? [] : [{ newest: alike[0], count: alike.length }]))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, SHOWN);
}
