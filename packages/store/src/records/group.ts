import type { EntityReader, EntityRecord, EntityWriter } from "./entity.ts";

export type GroupRecord = EntityRecord;
export type GroupReader = EntityReader<GroupRecord>;
export type GroupWriter = EntityWriter<GroupRecord>;
