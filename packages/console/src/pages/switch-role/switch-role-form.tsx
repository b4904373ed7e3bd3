import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useSearch } from "../../app/address.ts";
import { useObservable } from "../../session/observable.ts";
import { sessionStore } from "../../session/session-store.ts";
import { AccountField } from "./account-field.tsx";
import { RoleColorField } from "./role-color-field.tsx";
import { ROLE_COLORS } from "./role-colors.ts";
import { SwitchRefused } from "./switch-refused.tsx";
import { useSwitchRole } from "./use-switch-role.ts";

/** What a link of AWS's form says. */
function readLink(search: string) {
  const params = new URLSearchParams(search);
  const color = params.get("color")?.replace(/^#?/, "#");
  return {
    account: params.get("account") ?? "",
    roleName: params.get("roleName") ?? "",
    displayName: params.get("displayName") ?? "",
    color: ROLE_COLORS.find(({ value }) => value === color?.toLowerCase())?.value ?? ROLE_COLORS[0].value,
  };
}

/** The form, also where a link filled it: it never switches before somebody pressed its button. */
export function SwitchRoleForm() {
  const search = useSearch();
  const [form, setForm] = useState(() => readLink(search));
  const [tried, setTried] = useState({ account: "", roleName: "" });
  const { error, isSending, send } = useSwitchRole();
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const isLinked = new URLSearchParams(search).has("roleName");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried({ account: form.account, roleName: form.roleName });
        void send(form);
      }}
    >
      <Form
        actions={
          <Button
            variant="primary"
            loading={isSending}
            disabled={form.account === "" || form.roleName === ""}
          >
            Switch role
          </Button>
        }
      >
        <Container>
          <SpaceBetween size="l">
            {isLinked && <Asked roleName={form.roleName} account={form.account} />}
            {error !== undefined && <SwitchRefused error={error} {...tried} />}
            <AccountField value={form.account} onChange={(account) => change({ account })} />
            <FormField label="Role name">
              <Input value={form.roleName} onChange={({ detail }) => change({ roleName: detail.value })} />
            </FormField>
            <FormField label="Display name" description="Optional. Name and account stand beside it always.">
              <Input
                value={form.displayName}
                placeholder={form.roleName === "" ? "" : `${form.roleName} @ ${form.account}`}
                onChange={({ detail }) => change({ displayName: detail.value })}
              />
            </FormField>
            <RoleColorField color={form.color} onChange={(color) => change({ color })} />
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}

/** Who wants to become what, where a link says so. */
function Asked({ roleName, account }: { readonly roleName: string; readonly account: string }) {
  const session = useObservable(sessionStore.state);
  if (!("identity" in session)) return null;
  const { original, name } = session.identity;
  return (
    <Alert type="info">{`${original?.name ?? name} wants to become ${roleName} in ${account}. A link filled this form; nothing has happened yet.`}</Alert>
  );
}
