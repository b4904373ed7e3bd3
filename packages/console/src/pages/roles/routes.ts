import type { PageRow } from "../../app/page-row.ts";

export const ROLE_PAGES: readonly PageRow[] = [];
