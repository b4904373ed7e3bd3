import Box from "@cloudscape-design/components/box";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMemo, useState } from "react";
import { navigate } from "../../app/address.ts";
import { PageContent } from "../../patterns/page-content.tsx";
import { useMyself } from "../../patterns/use-myself.ts";
import { type WhoCanQuestion, whoCanHref } from "../../patterns/who-can-question.ts";
import { useHash } from "../why/use-hash.ts";
import { Answer } from "./answer.tsx";
import { PRESETS } from "./presets.ts";
import { QuestionForm } from "./question-form.tsx";
import { type Asked, readQuestion } from "./read-question.ts";
import { WhatCan } from "./what-can.tsx";
import "./who-can.css";

/** A question that is begun by a preset, or one about a person. */
type Begun =
  | { readonly kind: "whoCan"; readonly question: Partial<WhoCanQuestion> }
  | { readonly kind: "whatCan" };

/** Who can do something, by which way; and what somebody can become. */
export function WhoCanPage() {
  const hash = useHash();
  const asked = useMemo(() => readQuestion(hash), [hash]);
  return <Asking key={hash} asked={asked} />;
}

function Asking({ asked }: { readonly asked: Asked }) {
  const [begun, setBegun] = useState<Begun>();
  return (
    <PageContent
      title="Who can?"
      description="Everybody and everything that can do an action, and the way by which they come to it. Asked of the engine with the policies of this minute."
      actions={<Actions asked={asked} onBegin={setBegun} />}
    >
      <Question key={JSON.stringify(begun ?? asked)} asked={asked} begun={begun} />
    </PageContent>
  );
}

function Question({ asked, begun }: { readonly asked: Asked; readonly begun: Begun | undefined }) {
  if (begun?.kind === "whatCan") return <WhatCan question={undefined} />;
  if (begun !== undefined) return <QuestionForm question={begun.question} isBegun />;
  switch (asked.kind) {
    case "whoCan":
      return <Answer question={asked.question} />;
    case "whatCan":
      return <WhatCan question={asked.question} />;
    case "nothing":
      return (
        <SpaceBetween size="l">
          <QuestionForm question={{}} />
          <Box color="text-body-secondary">
            Ask about an action and what it is done to, or begin with one of the questions above. Every step
            of an answer is decided as a request would be; nothing is drawn from who signed in before.
          </Box>
        </SpaceBetween>
      );
  }
}

interface ActionsProps {
  readonly asked: Asked;
  readonly onBegin: (begun: Begun) => void;
}

function Actions({ asked, onBegin }: ActionsProps) {
  const myself = useMyself();
  const begin = (id: string) => {
    const preset = PRESETS.find((each) => each.id === id);
    if (preset === undefined) return onBegin({ kind: "whatCan" });
    // Of a question that is asked already those outside are shown at once.
    if (id === "outside" && asked.kind === "whoCan")
      return navigate(whoCanHref({ ...asked.question, fromOutside: true }));
    const [, partition = "aws"] = myself?.arn.split(":") ?? [];
    const question = preset.begin({ id: myself?.accountId ?? "", partition });
    return onBegin({ kind: "whoCan", question });
  };
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <ButtonDropdown
        items={[
          ...PRESETS.map(({ id, text, description }) => ({ id, text, description })),
          {
            id: "person",
            text: "What can somebody become?",
            description: "Start from a person, a role or a service",
          },
        ]}
        onItemClick={({ detail }) => begin(detail.id)}
      >
        Begin with
      </ButtonDropdown>
      {asked.kind !== "nothing" && (
        <CopyToClipboard
          textToCopy={`${location.origin}${whoCanHref(asked.question)}`}
          copyButtonText="Copy link"
          copySuccessText="The link was copied. It holds the question, not the answer."
          copyErrorText="The link could not be copied"
        />
      )}
    </SpaceBetween>
  );
}
