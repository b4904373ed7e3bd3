import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useOwnAccount } from "../use-own-account.ts";
import { coverOf } from "./covered-actions.ts";
import { fillArn, partsOfArn, usualPart } from "./resource-arn.ts";
import type { ServiceReference } from "./use-service-reference.ts";

interface ArnFormProps {
  readonly references: readonly ServiceReference[];
  readonly actions: readonly string[];
  readonly onAdd: (arn: string) => void;
}

interface Form {
  readonly value: string;
  readonly label: string;
  readonly arn: string;
}

/** An ARN by its parts; `*` is any. */
export function ArnForm({ references, actions, onAdd }: ArnFormProps) {
  const accountId = useOwnAccount();
  const [chosen, setChosen] = useState<string>();
  const [parts, setParts] = useState<Readonly<Record<string, string>>>({});
  const forms = references.flatMap((reference) => formsOf(reference, actions));
  const form = forms.find(({ value }) => value === chosen);
  const names = form === undefined ? [] : partsOfArn(form.arn);
  const filled = Object.fromEntries(names.map((name) => [name, parts[name] || usualPart(name, accountId)]));
  const arn = form === undefined ? "" : fillArn(form.arn, filled);
  if (forms.length === 0) return null;
  return (
    <SpaceBetween size="xs">
      <FormField label="Kind of resource">
        <Select
          selectedOption={form ?? null}
          options={forms}
          filteringType="auto"
          placeholder="Choose what it is"
          onChange={({ detail }) => {
            setChosen(detail.selectedOption.value);
            setParts({});
          }}
        />
      </FormField>
      {form !== undefined && (
        <>
          <div className="rc-visual-row">
            {names.map((name) => (
              <FormField key={name} label={inWords(name)}>
                <Input
                  value={parts[name] ?? usualPart(name, accountId)}
                  onChange={({ detail }) => setParts({ ...parts, [name]: detail.value })}
                />
              </FormField>
            ))}
            <Button formAction="none" onClick={() => onAdd(arn)}>
              Add resource
            </Button>
          </div>
          <Box variant="code">{arn}</Box>
        </>
      )}
    </SpaceBetween>
  );
}

/** Those that the statement's actions are about; all of the service where they say nothing of it. */
function formsOf(reference: ServiceReference, actions: readonly string[]): readonly Form[] {
  const { Service, Actions, ResourceTypes } = reference;
  const about = new Set(
    Actions.filter(({ Name }) => coverOf(actions, `${Service}:${Name}`) !== undefined).flatMap(
      (action) => action.ResourceTypes,
    ),
  );
  const types = ResourceTypes.filter(({ Name }) => about.size === 0 || about.has(Name));
  return types.map(({ Name, Arn }) => ({
    value: `${Service} ${Name}`,
    label: `${Service}: ${Name}`,
    description: Arn,
    arn: Arn,
  }));
}

/** `BucketName` → `Bucket name` */
function inWords(part: string): string {
  const words = part.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
