import Pagination from "@cloudscape-design/components/pagination";
import type { EventPages } from "./use-event-pages.ts";

/** Leads from page to page; how many there are is not known before the last. */
export function PageTurner({ pages }: { readonly pages: EventPages }) {
  return (
    <Pagination
      currentPageIndex={pages.index}
      pagesCount={Math.max(1, pages.count)}
      openEnd={pages.hasMore}
      disabled={pages.page === undefined}
      onChange={({ detail }) => pages.turnTo(detail.currentPageIndex)}
      ariaLabels={{
        paginationLabel: "Pages of events",
        nextPageLabel: "Next page",
        previousPageLabel: "Previous page",
        pageLabel: (index) => `Page ${index}`,
      }}
    />
  );
}
