/** Pages of what an account has in a region. */
import { type Call, openPage, type PageMarks, roomyPage } from "@rolecall/operations";
import type { Page, PageRequest, ReadTransaction } from "@rolecall/store";
import { invalid } from "./error.ts";
import { placeOf } from "./on.ts";

/** A page has no more, whatever is asked for; AWS tells no number. */
const PAGE_SIZE_MAX = 100;
/** What is large is read a few at a time. */
const STEP = 10;

interface Listing<Record, Shown> {
  list(place: ReturnType<typeof placeOf>, request: PageRequest): Promise<Page<Record>>;
  show(record: Record): Shown;
}

type ListCall = Call<{ readonly pageSize?: number | undefined }, ReadTransaction>;

/** @throws ValidationException for a pageSize below 1, and for a token that was given in another account or region, or by another list */
export async function listResources<Record, Shown>(
  call: ListCall,
  { list, show }: Listing<Record, Shown>,
): Promise<{ readonly items: readonly Shown[]; readonly marks: PageMarks }> {
  const { pageSize } = call.input;
  if (pageSize !== undefined && pageSize < 1) throw invalid(`The pageSize ${pageSize} is less than 1.`);
  const place = placeOf(call);
  const { request, marks } = openPage(call, place.region);
  const page = await roomyPage(
    { ...request, limit: Math.min(request.limit, PAGE_SIZE_MAX) },
    { list: (asked) => list(place, asked), show: async (record) => show(record), step: STEP },
  );
  return { items: page.items, marks: marks(page) };
}
