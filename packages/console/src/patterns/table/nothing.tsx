import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TablePlan } from "./table-plan.ts";

/** None exist: what it is, in one sentence, and one button. */
export function NothingYet<Row>({ plan: { noun, description, create } }: { readonly plan: TablePlan<Row> }) {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <div>
          <b>{`No ${noun.several} yet`}</b>
          <div>{description}</div>
        </div>
        {create !== undefined && <Button href={create.href}>{create.text}</Button>}
      </SpaceBetween>
    </Box>
  );
}

interface NothingFoundProps<Row> {
  readonly plan: TablePlan<Row>;
  readonly query: string;
  readonly onClear: () => void;
}

/** The filter lets none through: what was searched, and the way back. */
export function NothingFound<Row>({ plan: { noun, searched }, query, onClear }: NothingFoundProps<Row>) {
  const what = query === "" ? "these conditions" : query;
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="s">
        <div>
          <b>No match</b>
          <div>
            {`No ${noun.one} matches `}
            <b>{what}</b>
            {`. ${searched} were searched.`}
          </div>
        </div>
        <Button onClick={onClear}>Clear filter</Button>
      </SpaceBetween>
    </Box>
  );
}
