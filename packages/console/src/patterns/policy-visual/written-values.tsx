import TokenGroup from "@cloudscape-design/components/token-group";
import type { JsonNode } from "@rolecall/policy";
import { removeValue } from "./change-statement.ts";
import type { TextEdit } from "./text-edit.ts";

interface WrittenValuesProps {
  /** What they are: "actions". */
  readonly what: string;
  readonly node: JsonNode;
  readonly values: readonly string[];
  readonly onEdit: (edit: TextEdit) => void;
}

const SHOWN = 24;

/** What stands in a list, each to be taken out. */
export function WrittenValues({ what, node, values, onEdit }: WrittenValuesProps) {
  return (
    <TokenGroup
      limit={SHOWN}
      items={values.map((value) => ({ label: value, dismissLabel: `Remove ${value} from the ${what}` }))}
      i18nStrings={{ limitShowMore: `Show all ${what}`, limitShowFewer: `Show fewer ${what}` }}
      onDismiss={({ detail }) => onEdit(removeValue(node, detail.itemIndex))}
    />
  );
}
