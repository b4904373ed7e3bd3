import { isPartitionName, PARTITIONS, type PartitionName } from "@rolecall/names";
import { Mistake } from "./mistake.ts";

/** `--partition aws-cn`. @throws Mistake that names those there are */
export function readPartition(text: string | undefined): PartitionName | undefined {
  if (text === undefined || isPartitionName(text)) return text;
  throw new Mistake(`--partition: "${text}" is none of ${Object.keys(PARTITIONS).join(", ")}.`);
}
