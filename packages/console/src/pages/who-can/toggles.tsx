import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { navigate } from "../../app/address.ts";
import { type WhoCanQuestion, whoCanHref } from "../../patterns/who-can-question.ts";

/** What else is asked about, or left out. It is part of the question, and so of the link. */
export function Toggles({ question }: { readonly question: WhoCanQuestion }) {
  const change = (part: Partial<WhoCanQuestion>) => navigate(whoCanHref({ ...question, ...part }));
  const { withoutStopped = false, passRole = false, couldGive = false, fromOutside = false } = question;
  return (
    <SpaceBetween size="m" direction="horizontal">
      <Toggle
        checked={!withoutStopped}
        onChange={({ detail }) => change({ withoutStopped: !detail.checked })}
      >
        Show what is stopped
      </Toggle>
      <Toggle checked={passRole} onChange={({ detail }) => change({ passRole: detail.checked })}>
        Also by iam:PassRole
      </Toggle>
      <Toggle checked={couldGive} onChange={({ detail }) => change({ couldGive: detail.checked })}>
        Also who could give it to itself
      </Toggle>
      {fromOutside && (
        <Toggle checked onChange={() => change({ fromOutside: false })}>
          Only from outside
        </Toggle>
      )}
    </SpaceBetween>
  );
}
