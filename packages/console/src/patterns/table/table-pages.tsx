import Pagination from "@cloudscape-design/components/pagination";
import type { ReadModelAnswer } from "./read-model.ts";
import type { TableAddress } from "./table-address.ts";
import type { TablePlan } from "./table-plan.ts";

interface TablePagesProps<Row> {
  readonly plan: TablePlan<Row>;
  readonly address: TableAddress;
  readonly change: (change: Partial<TableAddress>) => void;
  readonly answer: ReadModelAnswer<Row> | undefined;
  readonly pageSize: number;
}

/** The pages of what the filter lets through. */
export function TablePages<Row>({ plan, address, change, answer, pageSize }: TablePagesProps<Row>) {
  const count = answer?.Count ?? 0;
  return (
    <Pagination
      currentPageIndex={address.page}
      pagesCount={Math.max(1, Math.ceil(count / pageSize))}
      disabled={answer === undefined}
      onChange={({ detail }) => change({ page: detail.currentPageIndex })}
      ariaLabels={{
        paginationLabel: `Pages of ${plan.noun.several}`,
        nextPageLabel: "Next page",
        previousPageLabel: "Previous page",
        pageLabel: (page) => `Page ${page}`,
      }}
    />
  );
}
