import { anything, type Operation } from "@rolecall/operations";
import { rolesAnywhere } from "../define.ts";
import { listResources } from "../listing.ts";
import { subject } from "../on.ts";
import { subjectDetail, subjectSummary } from "./subject-shape.ts";

/**
 * What is written behind the requests of machines: some seconds pass before a session is seen.
 * https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_GetSubject.html
 */
export const subjectOperations: readonly Operation[] = [
  rolesAnywhere.read("GetSubject", {
    on: subject,
    perform: async ({ target }) => ({ subject: subjectDetail(target) }),
  }),
  rolesAnywhere.read("ListSubjects", {
    on: anything,
    async perform({ call }) {
      const { items, marks } = await listResources(call, {
        list: ({ accountId, region }, page) => call.tx.certificateSubjects.list(accountId, region, page),
        show: subjectSummary,
      });
      return { subjects: items, ...marks };
    },
  }),
];
