/** `Kind` is what the change feed calls a record; never, where a change is told of the record's owner or of nobody. */
export interface Family<Kind extends string, Record, Reader, Writer extends Reader> {
  readonly kind: Kind;
  readonly record: Record;
  readonly reader: Reader;
  readonly writer: Writer;
}
