import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Explanation } from "@rolecall/policy";
import { href } from "../../app/address.ts";
import { saveFile } from "../../patterns/table/download-csv.ts";
import { whoCanHref } from "../../patterns/who-can-question.ts";
import { whyQuestionHref } from "../../patterns/why-question.ts";
import { type Asked, denialHref, messageHref, type WhyQuestion } from "./why-link.ts";

interface WhyActionsProps {
  readonly asked: Asked;
  readonly question: WhyQuestion | undefined;
  readonly explanation: Explanation | undefined;
}

/** The link carries the question, never the answer; what is downloaded is what is shown. */
export function WhyActions({ asked, question, explanation }: WhyActionsProps) {
  const link = linkOf(asked, question);
  return (
    <SpaceBetween size="xs" direction="horizontal">
      {link !== undefined && (
        <CopyToClipboard
          textToCopy={`${location.origin}${link}`}
          copyButtonText="Copy link"
          copySuccessText="The link was copied. It holds the question, not the answer."
          copyErrorText="The link could not be copied"
        />
      )}
      {explanation !== undefined && (
        <ButtonDropdown
          items={FORMS.map(({ id, text }) => ({ id, text }))}
          onItemClick={({ detail }) => void download(detail.id, explanation)}
        >
          Download
        </ButtonDropdown>
      )}
      {question !== undefined && (
        <Button href={whoCanHref({ action: question.action, resource: question.resource })}>Who can?</Button>
      )}
      {asked.kind !== "nothing" && <Button href={href("/why")}>Ask another</Button>}
    </SpaceBetween>
  );
}

function linkOf(asked: Asked, question: WhyQuestion | undefined): string | undefined {
  switch (asked.kind) {
    case "denial":
      return denialHref(asked.authorizationId);
    case "event":
      return denialHref(asked.id);
    case "message":
      return messageHref(asked.encoded);
    case "question":
      return question && whyQuestionHref(question);
    case "nothing":
      return undefined;
  }
}

const FORMS = [
  { id: "txt", text: "Text" },
  { id: "json", text: "JSON" },
  { id: "svg", text: "Picture (SVG)" },
] as const;

/** What writes them is loaded when it is asked for. */
async function download(form: string, explanation: Explanation): Promise<void> {
  const { exportExplanation, renderGrid, renderTree } = await import("@rolecall/policy");
  if (form === "svg") saveFile("why.svg", "image/svg+xml", renderGrid(explanation));
  else if (form === "json")
    saveFile(
      "why.json",
      "application/json",
      `${JSON.stringify(exportExplanation(explanation), undefined, 2)}\n`,
    );
  else saveFile("why.txt", "text/plain", renderTree(explanation));
}
