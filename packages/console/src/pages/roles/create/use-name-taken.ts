import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { searchRows } from "../../../patterns/table/read-model.ts";
import type { ApiError } from "../../../session/api-error.ts";
import type { RoleRow } from "../role-row.ts";
import { whyNotName } from "./why-not.ts";

const WAIT_MS = 200;

/** The role that has this name already, without regard to case; asked when nothing was typed for a moment. */
export function useNameTaken(name: string): string | undefined {
  const [asked, setAsked] = useState(name);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(name), WAIT_MS);
    return () => clearTimeout(timer);
  }, [name]);
  const { data } = useQuery<string | undefined | null, ApiError>({
    queryKey: ["name of a role", asked],
    queryFn: async ({ signal }) => {
      const Filters = [{ Property: "RoleName", Operator: "=" as const, Value: asked }];
      const query = { Filters, Page: 1, PageSize: 1, Columns: ["RoleName"] };
      const { Rows } = await searchRows<RoleRow>("SearchRoles", query, signal);
      return Rows[0]?.RoleName ?? null;
    },
    enabled: whyNotName(asked) === undefined,
  });
  return asked === name ? (data ?? undefined) : undefined;
}
