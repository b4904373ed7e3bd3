import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { ACCESS_LEVELS, type AccessLevel, type AccessReference } from "@rolecall/policy/describe";
import { useMemo, useState } from "react";
import { useAccessReference } from "../policy-words/use-access-reference.ts";
import { ActionLevel } from "./action-level.tsx";

interface ActionPickerProps {
  readonly service: string | undefined;
  readonly onService: (service: string) => void;
  /** What is chosen already, patterns among it. */
  readonly chosen: readonly string[];
  /** Absent where single actions alone can be chosen. */
  readonly takesPatterns?: boolean;
  readonly onAdd: (actions: readonly string[]) => void;
  readonly onTake: (action: string) => void;
}

/** A service's actions by their levels of access, found by a part of the name; or a pattern, as it is typed. */
export function ActionPicker(props: ActionPickerProps) {
  const { service, onService, chosen, takesPatterns = false, onAdd, onTake } = props;
  const reference = useAccessReference();
  const [text, setText] = useState("");
  const options = useMemo(() => optionsOf(reference), [reference]);
  const levels = useMemo(() => levelsOf(reference, service, text), [reference, service, text]);
  const typed = typedAction(text, service, takesPatterns);
  return (
    <SpaceBetween size="s">
      <div className="rc-visual-row">
        <FormField label="Service">
          <Select
            selectedOption={options.find(({ value }) => value === service) ?? null}
            options={options}
            filteringType="auto"
            virtualScroll
            placeholder="Choose a service"
            filteringAriaLabel="Find services"
            loadingText="Loading services"
            statusType={reference === undefined ? "loading" : "finished"}
            onChange={({ detail }) => onService(detail.selectedOption.value ?? "")}
          />
        </FormField>
        <FormField label="Find actions">
          <Input
            type="search"
            value={text}
            placeholder={takesPatterns ? "GetObject, or a pattern: Get*" : "GetObject"}
            clearAriaLabel="Clear"
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
        <Button
          formAction="none"
          disabled={typed === undefined}
          onClick={() => typed !== undefined && onAdd([typed])}
        >
          {typed === undefined ? "Add what is typed" : `Add ${typed}`}
        </Button>
      </div>
      {levels.map(({ level, names }) => (
        <ActionLevel
          key={`${service} ${level} ${text !== ""}`}
          level={level}
          names={names}
          isFiltered={text !== ""}
          service={service ?? ""}
          written={chosen}
          onAdd={onAdd}
          onTake={onTake}
        />
      ))}
    </SpaceBetween>
  );
}

function optionsOf(reference: AccessReference | undefined) {
  return (reference?.services ?? [])
    .map((value) => ({ value, label: reference?.serviceName(value) ?? value, labelTag: value }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
}

interface Level {
  readonly level: AccessLevel;
  readonly names: readonly string[];
}

function levelsOf(
  reference: AccessReference | undefined,
  service: string | undefined,
  text: string,
): readonly Level[] {
  const wanted = text.replaceAll(/[*?]/g, "").trim().toLowerCase();
  const actions = [...(reference?.actionsOf(service ?? "")?.values() ?? [])].filter(({ name }) =>
    name.toLowerCase().includes(wanted),
  );
  return ACCESS_LEVELS.map((level) => ({
    level,
    names: actions.filter((action) => action.level === level).map(({ name }) => name),
  })).filter(({ names }) => names.length > 0);
}

/** `Get*` of S3 is `s3:Get*`; what names its service, or is everything, is as it is typed. */
function typedAction(text: string, service: string | undefined, takesPatterns: boolean): string | undefined {
  const typed = text.trim();
  if (typed === "" || (!takesPatterns && /[*?]/.test(typed))) return undefined;
  if (typed.includes(":")) return /^[A-Za-z0-9-]+:[\w*?-]+$/.test(typed) ? typed : undefined;
  if (service === undefined) return typed === "*" ? typed : undefined;
  return /^[\w*?-]+$/.test(typed) ? `${service}:${typed}` : undefined;
}
