import type { PageRow } from "../../app/page-row.ts";

export const ME_PAGES: readonly PageRow[] = [];
