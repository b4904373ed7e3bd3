import type { PageRow } from "../../app/page-row.ts";

export const DASHBOARD_PAGES: readonly PageRow[] = [];
