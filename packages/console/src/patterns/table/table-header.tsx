import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ApiError } from "../../session/api-error.ts";
import { formatCount } from "../format-count.ts";
import { ShowAsCli } from "../show-as-cli.tsx";
import { downloadCsv } from "./download-csv.ts";
import type { ReadModelQuery } from "./read-model.ts";
import type { TablePlan } from "./table-plan.ts";
import type { Rows } from "./use-rows.ts";

interface TableHeaderProps<Row> {
  readonly plan: TablePlan<Row>;
  readonly rows: Rows<Row>;
  readonly chosen: readonly Row[];
  readonly query: ReadModelQuery;
}

/** What the table is, how many there are, and what can be done with those that are chosen. */
export function TableHeader<Row>({ plan, rows, chosen }: TableHeaderProps<Row>) {
  const [isCliShown, setCliShown] = useState(false);
  return (
    <>
      <Header
        variant="h1"
        description={plan.description}
        counter={counterOf(rows, chosen)}
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <Button
              iconName="refresh"
              ariaLabel="Read again"
              loading={rows.isAsking}
              onClick={rows.readAgain}
            />
            <ButtonDropdown
              items={menuOf(plan, chosen)}
              onItemClick={({ detail }) => {
                if (detail.id === "cli") setCliShown(true);
                else if (detail.id === "csv") void download(plan, rows.query);
                else plan.actions?.find(({ id }) => id === detail.id)?.run(chosen);
              }}
            >
              Actions
            </ButtonDropdown>
            {plan.create !== undefined && (
              <Button variant="primary" href={plan.create.href}>
                {plan.create.text}
              </Button>
            )}
          </SpaceBetween>
        }
      >
        {plan.title}
      </Header>
      <ShowAsCli command={plan.cli} isShown={isCliShown} onClose={() => setCliShown(false)} />
    </>
  );
}

async function download<Row>(plan: TablePlan<Row>, query: ReadModelQuery): Promise<void> {
  try {
    await downloadCsv(plan, query);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    flashes.show({
      type: "error",
      content: `No file was made: the ${plan.noun.several} could not be read. ${error.message}`,
    });
  }
}

/** `(3/1,284)` where some are chosen. */
function counterOf<Row>({ answer }: Rows<Row>, chosen: readonly Row[]): string {
  if (answer === undefined) return "";
  const count = formatCount(answer.Count);
  return chosen.length === 0 ? `(${count})` : `(${chosen.length}/${count})`;
}

/** What cannot be done is listed, with its reason. */
function menuOf<Row>({ actions = [] }: TablePlan<Row>, chosen: readonly Row[]) {
  const own = actions.map(({ id, text, whyNot }) => {
    const reason = whyNot(chosen);
    return { id, text, ...(reason !== undefined && { disabled: true, disabledReason: reason }) };
  });
  const always = [
    { id: "cli", text: "Show as AWS CLI" },
    { id: "csv", text: "Download as CSV" },
  ];
  return own.length === 0 ? always : [...own, { id: "always", text: "This table", items: always }];
}
