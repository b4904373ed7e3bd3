import type { Traffic } from "@rolecall/store";

/** What the store's database costs, where it is behind a network. */
export function trafficGauges(traffic: Traffic | undefined): Readonly<Record<string, number>> {
  if (traffic === undefined) return {};
  return {
    store_statements: traffic.statements,
    store_round_trips: traffic.roundTrips,
    store_write_transactions: traffic.transactions,
    store_write_transactions_begun_anew: traffic.begunAnew,
  };
}
