import { useNow } from "../app/use-now.ts";
import { formatCount } from "./format-count.ts";
import { daysSince, formatDate } from "./format-date.ts";

/** `31 days`, `1 day`, `Today`; the date in its title. */
export function Age({ date, none = "None" }: { readonly date: string | undefined; readonly none?: string }) {
  const now = useNow(60_000);
  if (date === undefined) return none;
  return (
    <time dateTime={date} title={formatDate(date)}>
      {ageWords(date, now)}
    </time>
  );
}

export function ageWords(date: string, nowMs: number): string {
  const days = daysSince(date, nowMs);
  if (days <= 0) return "Today";
  return days === 1 ? "1 day" : `${formatCount(days)} days`;
}
