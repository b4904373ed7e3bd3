import type { PageRow } from "../../app/page-row.ts";

export const SETTINGS_PAGES: readonly PageRow[] = [];
