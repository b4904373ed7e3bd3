/** What each metric counts or measures, by its name without the beginning that all have: `# HELP` and the reference say it. */
export const METRIC_FAMILIES: Readonly<Record<string, string>> = {
  request_duration_seconds: "Time from the last byte of a request to its answer.",
  audit_events_lost: "Events that the audit log could not keep.",
  audit_events_left_out:
    "Events of requests that authenticated nobody, beyond those that are recorded in a second.",
  forwarded_headers_ignored: "Headers of trusted proxies that said what they cannot mean.",
  denials_not_kept: "Denials that cannot be looked up: too large, or more than can wait for the store.",
  access_traces_not_kept: "Things tried that reports of last access will not know.",
  store_revision: "How many changes the store has seen, as far as this process knows.",
  store_look_age_seconds: "How long ago this process last knew what others had changed.",
  store_primary_up: "1 while the store can be written to.",
  store_replica_up: "1 while the server of --read-database answers, and is not too far behind.",
  store_replica_behind: "1 while the server of --read-database answers what is too old.",
  store_reads_by_replica: "Reads that the server of --read-database answered.",
  store_reads_while_away: "Reads that were answered from memory while no database could be reached.",
  store_statements: "Statements that were sent to the database.",
  store_round_trips: "Times that the database was waited for.",
  store_write_transactions: "Transactions that changed something.",
  store_write_transactions_begun_anew:
    "Transactions that others were in the way of, and that were begun again.",
  process_resident_memory_bytes: "Memory of the process, of all workers together.",
  process_heap_used_bytes: "Memory that JavaScript uses, of all workers together.",
  workers: "Processes that serve behind the port.",
  worker_restarts_total: "Workers that ended and were replaced.",
  worker_resident_memory_bytes: "Memory of one worker.",
};
