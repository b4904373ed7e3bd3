import type { PageRow } from "../../app/page-row.ts";

export const GROUP_PAGES: readonly PageRow[] = [];
