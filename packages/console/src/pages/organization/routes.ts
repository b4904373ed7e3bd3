import type { PageRow } from "../../app/page-row.ts";

export const ORGANIZATION_PAGES: readonly PageRow[] = [];
