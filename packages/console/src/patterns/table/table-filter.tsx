import PropertyFilter, { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import type { ReadModelFilter } from "./read-model.ts";
import type { TableAddress } from "./table-address.ts";
import type { FilterProperty, TablePlan } from "./table-plan.ts";

export interface TableFilterProps<Row> {
  readonly plan: Pick<TablePlan<Row>, "noun" | "filters">;
  readonly address: TableAddress;
  readonly change: (change: Partial<TableAddress>) => void;
  readonly count: number | undefined;
}

/** Free text and properties, all of which must fit. */
export function TableFilter<Row>({ plan, address, change, count }: TableFilterProps<Row>) {
  const isFiltered = address.query !== "" || address.filters.length > 0;
  return (
    <PropertyFilter
      query={toPropertyQuery(address)}
      onChange={({ detail }) => change(fromPropertyQuery(detail))}
      filteringProperties={plan.filters.map(toFilteringProperty)}
      filteringOptions={plan.filters.flatMap(({ key, options = [] }) =>
        options.map(({ value, label }) => ({ propertyKey: key, value, label })),
      )}
      freeTextFiltering={{ operators: [":"], defaultOperator: ":" }}
      filteringPlaceholder={`Find ${plan.noun.several}`}
      filteringAriaLabel={`Find ${plan.noun.several}`}
      hideOperations
      countText={isFiltered && count !== undefined ? `${count} ${count === 1 ? "match" : "matches"}` : ""}
      i18nStrings={WORDS}
    />
  );
}

function toFilteringProperty({ key, label, groupLabel, operators = ["=", "!=", ":", "!:"] }: FilterProperty) {
  return { key, propertyLabel: label, groupValuesLabel: groupLabel, operators: [...operators] };
}

function toPropertyQuery({ query, filters }: TableAddress): PropertyFilterProps.Query {
  const text = query === "" ? [] : [{ value: query, operator: ":" as const }];
  const tokens = filters.map(({ Property, Operator, Value }) => ({
    propertyKey: Property,
    operator: Operator,
    value: Value,
  }));
  return { operation: "and", tokens: [...text, ...tokens] };
}

/** There is one free text; a newer one takes its place. */
function fromPropertyQuery({ tokens }: PropertyFilterProps.Query): Pick<TableAddress, "query" | "filters"> {
  const texts = tokens
    .filter(({ propertyKey }) => propertyKey === undefined)
    .map(({ value }) => String(value));
  const filters = tokens.flatMap(({ propertyKey, operator, value }): readonly ReadModelFilter[] =>
    propertyKey === undefined
      ? []
      : [{ Property: propertyKey, Operator: operator as ReadModelFilter["Operator"], Value: String(value) }],
  );
  return { query: texts.at(-1) ?? "", filters };
}

const WORDS: PropertyFilterProps.I18nStrings = {
  filteringAriaLabel: "Find",
  dismissAriaLabel: "Dismiss",
  clearFiltersText: "Clear filters",
  groupValuesText: "Values",
  groupPropertiesText: "Properties",
  operatorsText: "Operators",
  operationAndText: "and",
  operationOrText: "or",
  operatorLessText: "Less than",
  operatorGreaterText: "Greater than",
  operatorContainsText: "Contains",
  operatorDoesNotContainText: "Does not contain",
  operatorEqualsText: "Is",
  operatorDoesNotEqualText: "Is not",
  editTokenHeader: "Edit the condition",
  propertyText: "Property",
  operatorText: "Operator",
  valueText: "Value",
  cancelActionText: "Cancel",
  applyActionText: "Apply",
  allPropertiesLabel: "All properties",
  enteredTextLabel: (value) => `Search for "${value}"`,
  removeTokenButtonAriaLabel: ({ propertyLabel, value }) =>
    `Remove the condition ${propertyLabel ?? ""} ${value}`,
};
