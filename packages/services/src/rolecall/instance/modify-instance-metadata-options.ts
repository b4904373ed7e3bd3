import { rolecall } from "../define.ts";
import { instanceToWire } from "./instance-shape.ts";
import { metadataKeys, readMetadataOptions } from "./metadata-options.ts";
import { instance } from "./on.ts";

/** What is left out stays as it is. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions.html */
export const modifyInstanceMetadataOptions = rolecall.write("ModifyInstanceMetadataOptions", {
  on: instance,
  details: ({ input }, { record }) => ({
    context: new Map(metadataKeys(readMetadataOptions(input.MetadataOptions, record?.metadataOptions))),
  }),
  perform: async ({ call: { input, tx }, target: record }) => {
    const metadataOptions = readMetadataOptions(input.MetadataOptions, record.metadataOptions);
    const changed = { ...record, metadataOptions };
    await tx.instances.update(changed);
    return { Instance: await instanceToWire(tx, changed) };
  },
});
