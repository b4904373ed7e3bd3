import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AccessLevel } from "@rolecall/policy/describe";
import { useState } from "react";
import { coverOf } from "./covered-actions.ts";

interface ActionLevelProps {
  readonly level: AccessLevel;
  readonly names: readonly string[];
  readonly isFiltered: boolean;
  readonly service: string;
  readonly written: readonly string[];
  readonly onAdd: (actions: readonly string[]) => void;
  readonly onTake: (action: string) => void;
}

/** As AWS's console calls them. */
const TITLES: Readonly<Record<AccessLevel, string>> = {
  list: "List",
  read: "Read",
  write: "Write",
  permissions: "Permissions management",
  tagging: "Tagging",
};

/** A service may have hundreds of one level: the rest is found by its name. */
const SHOWN = 120;

/** The actions of one level, each ticked where the statement names it, or a pattern of it does. */
export function ActionLevel({ level, names, isFiltered, service, written, onAdd, onTake }: ActionLevelProps) {
  const [isOpen, setOpen] = useState(isFiltered);
  const actions = names.map((name) => `${service}:${name}`);
  const covers = actions.map((action) => coverOf(written, action));
  const missing = actions.filter((_action, at) => covers[at] === undefined);
  const count = actions.length - missing.length;
  return (
    <ExpandableSection
      variant="footer"
      headerText={`${TITLES[level]} (${count} of ${actions.length} chosen)`}
      expanded={isOpen}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {isOpen && (
        <SpaceBetween size="xs">
          <Button
            formAction="none"
            variant="inline-link"
            disabled={missing.length === 0}
            onClick={() => onAdd(missing)}
          >{`Choose all ${actions.length} of ${TITLES[level]}${isFiltered ? " that are found" : ""}`}</Button>
          <div className="rc-visual-actions">
            {actions.slice(0, SHOWN).map((action, at) => (
              <ActionTick
                key={action}
                action={action}
                name={names[at] ?? ""}
                cover={covers[at]}
                onToggle={(isOn) => (isOn ? onAdd([action]) : onTake(action))}
              />
            ))}
          </div>
          {actions.length > SHOWN && <div>{`${actions.length - SHOWN} more: find them by name.`}</div>}
        </SpaceBetween>
      )}
    </ExpandableSection>
  );
}

interface ActionTickProps {
  readonly action: string;
  readonly name: string;
  /** What of the statement covers it. */
  readonly cover: string | undefined;
  readonly onToggle: (isOn: boolean) => void;
}

function ActionTick({ action, name, cover, onToggle }: ActionTickProps) {
  const isByPattern = cover !== undefined && cover.toLowerCase() !== action.toLowerCase();
  return (
    <Checkbox
      checked={cover !== undefined}
      disabled={isByPattern}
      onChange={({ detail }) => onToggle(detail.checked)}
      {...(isByPattern && { description: `by ${cover}` })}
    >
      {name}
    </Checkbox>
  );
}
