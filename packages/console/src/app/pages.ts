import { AWS_PAGES } from "../pages/aws/routes.ts";
import { CREDENTIAL_REPORT_PAGES } from "../pages/credential-report/routes.ts";
import { DASHBOARD_PAGES } from "../pages/dashboard/routes.ts";
import { EVENT_PAGES } from "../pages/events/routes.ts";
import { GROUP_PAGES } from "../pages/groups/routes.ts";
import { LAST_ACCESSED_PAGES } from "../pages/last-accessed/routes.ts";
import { LEARN_PAGES } from "../pages/learn/routes.ts";
import { ME_PAGES } from "../pages/me/routes.ts";
import { ORGANIZATION_PAGES } from "../pages/organization/routes.ts";
import { POLICY_PAGES } from "../pages/policies/routes.ts";
import { PROVIDER_PAGES } from "../pages/providers/routes.ts";
import { ROLE_PAGES } from "../pages/roles/routes.ts";
import { SETTINGS_PAGES } from "../pages/settings/routes.ts";
import { SIGN_IN_PAGES } from "../pages/sign-in/routes.ts";
import { SIMULATOR_PAGES } from "../pages/simulator/routes.ts";
import { SWITCH_ROLE_PAGES } from "../pages/switch-role/routes.ts";
import { USER_PAGES } from "../pages/users/routes.ts";
import { WHO_CAN_PAGES } from "../pages/who-can/routes.ts";
import { WHY_PAGES } from "../pages/why/routes.ts";
import { matchPath, type PathParams } from "./match-path.ts";
import type { PageRow } from "./page-row.ts";

/** Every page. Where two patterns take a path, the first does: `/iam/roles/create` stands before `/iam/roles/:roleName`. */
export const PAGES: readonly PageRow[] = [
  ...SIGN_IN_PAGES,
  ...SWITCH_ROLE_PAGES,
  ...AWS_PAGES,
  ...DASHBOARD_PAGES,
  ...USER_PAGES,
  ...GROUP_PAGES,
  ...ROLE_PAGES,
  ...POLICY_PAGES,
  ...PROVIDER_PAGES,
  ...SETTINGS_PAGES,
  ...ORGANIZATION_PAGES,
  ...CREDENTIAL_REPORT_PAGES,
  ...LAST_ACCESSED_PAGES,
  ...EVENT_PAGES,
  ...SIMULATOR_PAGES,
  ...ME_PAGES,
  ...WHY_PAGES,
  ...WHO_CAN_PAGES,
  ...LEARN_PAGES,
];

export interface FoundPage {
  readonly page: PageRow;
  readonly params: PathParams;
}

/** The page of a path under `/console`. */
export function findPage(path: string): FoundPage | undefined {
  for (const page of PAGES) {
    const params = matchPath(page.path, path);
    if (params !== undefined) return { page, params };
  }
  return undefined;
}
