import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type Explanation, headline, layerPasses, plainText } from "@rolecall/policy";
import { type ReactNode, useMemo, useState } from "react";
import type { PageProps } from "../../app/page-row.ts";
import { Failed } from "../../patterns/failed.tsx";
import { Loading } from "../../patterns/loading.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { AnswerRegion, type Time } from "./answer-region.tsx";
import { Changes } from "./changes.tsx";
import { LayerDetail } from "./layer-detail.tsx";
import { LayerGrid } from "./layer-grid.tsx";
import { RequestFacts } from "./request-facts.tsx";
import { useHash } from "./use-hash.ts";
import { type Side, useWhy } from "./use-why.ts";
import { WhyActions } from "./why-actions.tsx";
import { WhyForm } from "./why-form.tsx";
import { type Asked, readAsked } from "./why-link.ts";
import "./why.css";

/** Why a request was denied, or would be allowed or denied now. */
export function WhyPage({ params }: PageProps) {
  const hash = useHash();
  const asked = useMemo(() => readAsked(params.id, hash), [params.id, hash]);
  if (asked.kind === "nothing")
    return (
      <PageContent
        title="Why?"
        description="Why was it denied, or would it be allowed? Layer by layer, in AWS's order."
      >
        <WhyForm question={undefined} />
      </PageContent>
    );
  return <Answered key={JSON.stringify(asked)} asked={asked} />;
}

function Answered({ asked }: { readonly asked: Asked }) {
  const why = useWhy(asked);
  const { question, past, now, deniedAt, permissions, error } = why;
  const [wanted, setTime] = useState<Time>("then");
  const thenReason = past === undefined ? undefined : reasonOf(past, "the denial");
  const time: Time = past === undefined || (thenReason !== undefined && !past.isPending) ? "now" : wanted;
  const side = time === "then" ? past : now;
  const explanation = side?.explanation;
  const isWaiting =
    why.isPending || (side?.isPending === true && side.error === undefined && explanation === undefined);
  return (
    <PageContent
      title="Why?"
      description="How Rolecall came to this answer, layer by layer in AWS's order."
      actions={<WhyActions asked={asked} question={question} explanation={explanation} />}
    >
      <SpaceBetween size="l">
        {isWaiting ? (
          <Loading what="the answer" height={130} />
        ) : (
          <>
            {thenReason !== undefined && question !== undefined && (
              <Alert type="info" header="Then cannot be told">
                {thenReason}
              </Alert>
            )}
            {question === undefined && error !== undefined ? (
              <Failed what="The denial could not be looked up." error={error} />
            ) : (
              <AnswerRegion
                explanation={explanation}
                reason={<Unexplained side={side} />}
                time={time}
                deniedAt={deniedAt}
                thenReason={thenReason}
                hasThen={past !== undefined}
                isSame={isSame(past, now)}
                onTime={setTime}
              />
            )}
          </>
        )}
        {question !== undefined && (
          <Container>
            <RequestFacts
              question={question}
              keys={side?.context ?? []}
              asked={asked}
              permissions={permissions}
            />
          </Container>
        )}
        {question !== undefined && explanation !== undefined && (
          <Explained explanation={explanation}>
            <Changes explanation={explanation} question={question} />
          </Explained>
        )}
        {question !== undefined && explanation === undefined && !isWaiting && <WhyForm question={question} />}
      </SpaceBetween>
    </PageContent>
  );
}

function Unexplained({ side }: { readonly side: Side | undefined }) {
  if (side?.error !== undefined) return <Failed what="It could not be asked." error={side.error} />;
  return <p>{side?.reason ?? "Nothing is known of it."}</p>;
}

/** Why one side is not told, in words; undefined where it is, or is still asked. */
function reasonOf({ explanation, reason, error, isPending }: Side, what: string): string | undefined {
  if (explanation !== undefined || isPending) return undefined;
  return reason ?? error?.message ?? `Nothing is known of ${what}.`;
}

function isSame(past: Side | undefined, now: Side | undefined): boolean {
  const [one, other] = [past?.explanation, now?.explanation];
  if (one === undefined || other === undefined) return false;
  if (one.decision !== other.decision || one.layer !== other.layer) return false;
  // What may not be read is named by another permission then and now.
  return one.hidden.length > 0 || other.hidden.length > 0 || wordsOf(one) === wordsOf(other);
}

function wordsOf(explanation: Explanation): string {
  const { sentence, paragraph, more } = headline(explanation);
  return [sentence, plainText(paragraph), more].join("\n");
}

interface ExplainedProps {
  readonly explanation: Explanation;
  readonly children: ReactNode;
}

function Explained({ explanation, children }: ExplainedProps) {
  const passes = useMemo(() => layerPasses(explanation), [explanation]);
  const [chosen, setChosen] = useState(explanation.layer);
  const layer = passes.find((each) => each.layer === chosen);
  const sets = explanation.layers.filter((each) => each.layer === chosen);
  const statements = sets.reduce((sum, each) => sum + each.statements.length, 0);
  const count = explanation.additions.length;
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description="A request passes twice through the same layers. Any deny on the first pass ends it. On the second, every layer that limits and one that grants must allow."
          >
            The way of the request
          </Header>
        }
      >
        <LayerGrid passes={passes} chosen={chosen} onChoose={setChosen} />
      </Container>
      {layer !== undefined && (
        <Container
          header={
            <Header
              variant="h2"
              counter={`(${sets.length > 1 ? `${sets.length} levels, ` : ""}${statements} ${statements === 1 ? "statement" : "statements"})`}
            >
              {layer.heading}
            </Header>
          }
        >
          <LayerDetail key={chosen} explanation={explanation} passes={layer} />
        </Container>
      )}
      {explanation.decision !== "allowed" && (
        <Container
          header={
            <Header
              variant="h2"
              {...(count > 0 && {
                counter: `(${count === 1 ? "1 change" : `${count} changes, all needed`})`,
              })}
            >
              What would allow it
            </Header>
          }
        >
          {children}
        </Container>
      )}
    </SpaceBetween>
  );
}
