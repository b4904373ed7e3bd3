import { useNow } from "../app/use-now.ts";
import { formatDate, formatRelative } from "./format-date.ts";

/** A date in words where it is newer than seven days; the exact one in its title, and on focus. */
export function RelativeDate({ date }: { readonly date: string | undefined }) {
  const now = useNow(60_000);
  if (date === undefined) return "Never";
  return (
    <time dateTime={date} title={formatDate(date)}>
      {formatRelative(date, now)}
    </time>
  );
}
