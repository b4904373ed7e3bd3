import { rolesAnywhere } from "../define.ts";
import { crl } from "../on.ts";
import { readCrlData } from "./crl-data.ts";
import { crlShape } from "./crl-shape.ts";

/** What is left out stays. https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_UpdateCrl.html */
export const updateCrl = rolesAnywhere.write("UpdateCrl", {
  on: crl,
  prepare: async ({ input }) => (input.crlData === undefined ? {} : { data: readCrlData(input.crlData) }),
  perform: async ({ call: { input, tx, now }, target, prepared }) => {
    const record = {
      ...target,
      ...prepared,
      ...(input.name !== undefined && { name: input.name }),
      updatedAt: now,
    };
    await tx.revocationLists.update(record);
    return { crl: crlShape(record) };
  },
});
