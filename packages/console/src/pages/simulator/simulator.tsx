import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { Failed } from "../../patterns/failed.tsx";
import { LazyPolicyEditor } from "../../patterns/policy-editor/lazy-policy-editor.tsx";
import { servicesOf } from "../../patterns/policy-visual/covered-actions.ts";
import { keyTypesOf, useServiceReferences } from "../../patterns/policy-visual/use-service-reference.ts";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { ContextFields } from "./context-fields.tsx";
import { DecisionTable } from "./decision-table.tsx";
import { type Question, readQuestion } from "./question.ts";
import { useSimulation, whyNotAsked } from "./use-simulation.ts";
import { WhatFields } from "./what-fields.tsx";
import { WhoFields } from "./who-fields.tsx";
import "../../patterns/policy-visual/policy-visual.css";

/** So many services' keys and ARNs are looked up. */
const SERVICES_MAX = 8;

export function Simulator() {
  const [question, setQuestion] = useState(() => readQuestion(location.hash));
  const accountId = useOwnAccount();
  const services = servicesOf(question.actions).slice(0, SERVICES_MAX);
  const { references } = useServiceReferences(services.length === 0 ? ["sts"] : services);
  const types = keyTypesOf(references);
  const change = (part: Partial<Question>) => setQuestion({ ...question, ...part });
  const { asked, decided, error, isFetching, ask } = useSimulation(question, types);
  const problem = whyNotAsked(question);
  return (
    <SpaceBetween size="l">
      <WhoFields question={question} onChange={change} accountId={accountId} />
      <WhatFields
        question={question}
        onChange={change}
        references={references.filter(({ Service }) => services.includes(Service))}
      />
      <Container
        header={
          <Header variant="h2" description="What the request would bring. Conditions are met or not by it.">
            Context
          </Header>
        }
      >
        <ContextFields question={question} types={types} onChange={(context) => change({ context })} />
      </Container>
      <ExpandableSection
        variant="container"
        headerText="The resource’s own policy"
        headerDescription="Optional: the policy of a bucket, a queue, a key."
        defaultExpanded={question.resourcePolicy !== ""}
      >
        <LazyPolicyEditor
          text={question.resourcePolicy}
          onChange={(resourcePolicy) => change({ resourcePolicy })}
          kind="resource"
          quota="resource"
          accountId={accountId}
          label="The resource’s own policy"
        />
      </ExpandableSection>
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <Button
          variant="primary"
          disabled={problem !== undefined}
          disabledReason={problem ?? ""}
          loading={isFetching}
          onClick={() => ask(question)}
        >
          Simulate
        </Button>
        {problem !== undefined && <span>{problem}</span>}
      </SpaceBetween>
      {error !== null && <Failed what="It was not simulated." error={error} />}
      {asked !== undefined && asked !== question && decided !== undefined && (
        <Alert type="info">The question was changed since. Simulate again for its results.</Alert>
      )}
      {asked !== undefined && decided !== undefined && (
        <DecisionTable decided={decided} principal={asked.principal} context={asked.context} />
      )}
    </SpaceBetween>
  );
}
