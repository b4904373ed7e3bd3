import type { PageRow } from "../../app/page-row.ts";

export const PROVIDER_PAGES: readonly PageRow[] = [];
