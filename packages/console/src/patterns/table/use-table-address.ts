import { navigate, useSearch } from "../../app/address.ts";
import { readTableAddress, type TableAddress, writeTableAddress } from "./table-address.ts";

/** The table's state in the address, and how it is changed. A change of what is searched begins at page 1. */
export function useTableAddress(): readonly [TableAddress, (change: Partial<TableAddress>) => void] {
  const search = useSearch();
  const address = readTableAddress(search);
  const change = (change: Partial<TableAddress>) => {
    const next = { ...readTableAddress(location.search), page: 1, ...change };
    navigate(writeTableAddress(location.search, next), { replace: true });
  };
  return [address, change];
}
