import { navigate, useSearch } from "../app/address.ts";

/** Which of these tabs is open, in the address as `?tab=`, and how another is opened. The first is where nothing is said. */
export function useTab(ids: readonly string[]): readonly [string, (id: string) => void] {
  const asked = new URLSearchParams(useSearch()).get("tab");
  const open = ids.find((id) => id === asked) ?? ids[0] ?? "";
  return [
    open,
    (id) => {
      const params = new URLSearchParams(location.search);
      params.set("tab", id);
      navigate(`?${params}`);
    },
  ];
}
