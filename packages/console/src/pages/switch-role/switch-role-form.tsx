import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { href, navigate, useSearch } from "../../app/address.ts";
import { Failed } from "../../patterns/failed.tsx";
import { ApiError } from "../../session/api-error.ts";
import { switchRole } from "../../session/sessions.ts";
import { ROLE_COLORS } from "./role-colors.ts";

/** What a link of AWS's form says. */
function readLink(search: string) {
  const params = new URLSearchParams(search);
  return {
    account: params.get("account") ?? "",
    roleName: params.get("roleName") ?? "",
    displayName: params.get("displayName") ?? "",
    color: params.get("color") ?? ROLE_COLORS[0].value,
  };
}

export function SwitchRoleForm() {
  const search = useSearch();
  const [form, setForm] = useState(() => readLink(search));
  const [error, setError] = useState<ApiError>();
  const [isSending, setSending] = useState(false);
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const send = async () => {
    setSending(true);
    setError(undefined);
    try {
      const { displayName, ...role } = form;
      await switchRole({ ...role, ...(displayName !== "" && { displayName }) });
      navigate(href("/iam"));
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught;
      setError(caught);
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
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
            {error !== undefined && <Failed what="You did not become the role." error={error} />}
            <FormField label="Account ID or alias">
              <Input value={form.account} onChange={({ detail }) => change({ account: detail.value })} />
            </FormField>
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
            <FormField label="Colour">
              <Select
                selectedOption={ROLE_COLORS.find(({ value }) => value === form.color) ?? ROLE_COLORS[0]}
                options={[...ROLE_COLORS]}
                onChange={({ detail }) => change({ color: detail.selectedOption.value ?? "" })}
              />
            </FormField>
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}
