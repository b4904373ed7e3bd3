import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TokenGroup from "@cloudscape-design/components/token-group";
import { useState } from "react";
import { ActionPicker } from "../../patterns/policy-visual/action-picker.tsx";
import { ArnForm } from "../../patterns/policy-visual/arn-form.tsx";
import { servicesOf } from "../../patterns/policy-visual/covered-actions.ts";
import type { ServiceReference } from "../../patterns/policy-visual/use-service-reference.ts";
import type { QuestionProps } from "./who-fields.tsx";

interface WhatFieldsProps extends QuestionProps {
  readonly references: readonly ServiceReference[];
}

/** What is asked for: actions of services, on resources. */
export function WhatFields({ question, onChange, references }: WhatFieldsProps) {
  const { actions, resources } = question;
  const [service, setService] = useState(servicesOf(actions)[0]);
  const [typed, setTyped] = useState("");
  const addResource = (arn: string) => onChange({ resources: [...new Set([...resources, arn])] });
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Actions</Header>}>
        <SpaceBetween size="s">
          <Chosen what="actions" values={actions} onChange={(next) => onChange({ actions: next })} />
          <ActionPicker
            service={service}
            onService={setService}
            chosen={actions}
            onAdd={(added) => onChange({ actions: [...new Set([...actions, ...added])] })}
            onTake={(action) => onChange({ actions: actions.filter((each) => each !== action) })}
          />
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header variant="h2" description="Without any, all resources are asked about: *.">
            Resources
          </Header>
        }
      >
        <SpaceBetween size="s">
          <Chosen what="resources" values={resources} onChange={(next) => onChange({ resources: next })} />
          <ArnForm references={references} actions={actions} onAdd={addResource} />
          <div className="rc-visual-row">
            <FormField label="Or an ARN as it is">
              <Input
                value={typed}
                placeholder="arn:aws:s3:::photos/cat.jpg"
                onChange={({ detail }) => setTyped(detail.value)}
              />
            </FormField>
            <Button
              disabled={typed.trim() === ""}
              onClick={() => {
                addResource(typed.trim());
                setTyped("");
              }}
            >
              Add ARN
            </Button>
          </div>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

interface ChosenProps {
  readonly what: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

function Chosen({ what, values, onChange }: ChosenProps) {
  if (values.length === 0) return <Box color="text-body-secondary">None yet.</Box>;
  return (
    <TokenGroup
      limit={24}
      items={values.map((value) => ({ label: value, dismissLabel: `Remove ${value} from the ${what}` }))}
      i18nStrings={{ limitShowMore: `Show all ${what}`, limitShowFewer: `Show fewer ${what}` }}
      onDismiss={({ detail }) => onChange(values.toSpliced(detail.itemIndex, 1))}
    />
  );
}
