import type { RecordOf } from "../src/families.ts";
import type { EntityWriter } from "../src/records/entity.ts";
import type { NaiveState } from "./family-under-test.ts";
import { nameKey, pageOf, refuse, sortBy } from "./naive.ts";

type EntityName = "users" | "groups" | "roles" | "instanceProfiles" | "policies" | "serverCertificates";

/** A naive family of entities. */
export function naiveEntities<Name extends EntityName>(
  state: NaiveState,
  family: Name,
  cascade: (entity: RecordOf<Name>) => void,
): EntityWriter<RecordOf<Name>> {
  type Entity = RecordOf<Name>;
  const all = (): readonly Entity[] => state[family];
  const replace = (entities: readonly Entity[]) => Object.assign(state, { [family]: entities });
  const isSame = (a: Entity, b: Entity) => a.accountId === b.accountId && nameKey(a) === nameKey(b);
  return {
    byId: async (id) => all().find((each) => each.id === id),
    byName: async (accountId, name) =>
      all().find((each) => each.accountId === accountId && nameKey(each) === name.toLowerCase()),
    async list(accountId, { pathPrefix = "", ...request }) {
      const listed = all().filter((each) => each.accountId === accountId && each.path.startsWith(pathPrefix));
      return pageOf(sortBy(listed, nameKey), request, nameKey);
    },
    async insert(record) {
      refuse(all().some((each) => each.id === record.id || isSame(each, record)));
      replace([...all(), record]);
    },
    async update(record) {
      const old = all().find((each) => each.id === record.id && each.accountId === record.accountId);
      refuse(old === undefined || all().some((each) => each.id !== record.id && isSame(each, record)));
      replace(all().map((each) => (each.id === record.id ? record : each)));
    },
    async delete(id) {
      const old = all().find((each) => each.id === id);
      refuse(old === undefined);
      cascade(old!);
      replace(all().filter((each) => each.id !== id));
    },
  };
}
