import type { ComponentType } from "react";
import type { FirstCall } from "./first-call.ts";
import type { PathParams } from "./match-path.ts";

/** What a page is given. */
export interface PageProps {
  readonly params: PathParams;
}

export type PageComponent = ComponentType<PageProps>;

/** A page as data. The pages of a noun stand in `pages/NOUN/routes.ts`; `app/pages.ts` has them all. */
export interface PageRow {
  /** Under `/console`: `/iam/users/:userName`. A name in it is the page's `params.userName`. */
  readonly path: string;
  /** In breadcrumbs, the browser's title and go to. Absent where the last name in the path is the title. */
  readonly title?: string;
  /** `bare` for pages without a frame (sign-in). */
  readonly frame?: "whole" | "bare";
  /** Loads the page's own chunk: `async () => (await import("./users-page.tsx")).UsersPage`. The file's name is unique. */
  readonly load: () => Promise<PageComponent>;
  /**
   * The operation that the page asks first, as it does where the address has no query: the server answers it within the page, and
   * `useOperation` and tables find it there. It only reads. Where its input is another, the page asks by itself.
   */
  readonly first?: FirstCall;
}
