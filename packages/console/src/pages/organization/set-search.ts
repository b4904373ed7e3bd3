import { navigate } from "../../app/address.ts";

/** Changes what stands behind `?` of this page's address; undefined takes a name away. */
export function setSearch(changes: Readonly<Record<string, string | undefined>>): void {
  const search = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(changes))
    if (value === undefined || value === "") search.delete(name);
    else search.set(name, value);
  navigate(`?${search}`, { replace: true });
}
