import type { PageRow } from "../../app/page-row.ts";

export const POLICY_PAGES: readonly PageRow[] = [];
