import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { Copyable } from "../../patterns/copyable.tsx";
import { Failed } from "../../patterns/failed.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import type { ApiError } from "../../session/api-error.ts";
import { useChange, useOperation } from "../../session/use-operation.ts";

/** The name by which people sign in instead of the account's twelve digits. */
export function AccountAlias() {
  const { data, error } = useOperation("iam", "ListAccountAliases", {});
  const accountId = useOwnAccount();
  const alias = data?.AccountAliases[0];
  const signInUrl = `${location.origin}/console/signin?account=${alias ?? accountId}`;
  return (
    <Container
      header={
        <Header variant="h2" description="A name that stands for the account's twelve digits at sign-in.">
          Account alias
        </Header>
      }
    >
      {error !== null && <Failed what="The alias could not be read." error={error} />}
      {data !== undefined && (
        <SpaceBetween size="m">
          <div>
            Users of this account sign in at <Copyable text={signInUrl} what="sign-in address" />
          </div>
          <AliasForm key={alias ?? ""} alias={alias ?? ""} />
        </SpaceBetween>
      )}
    </Container>
  );
}

function AliasForm({ alias: before }: { readonly alias: string }) {
  const [alias, setAlias] = useState(before);
  const [error, setError] = useState<ApiError>();
  const create = useChange("iam", "CreateAccountAlias");
  const remove = useChange("iam", "DeleteAccountAlias");
  const run = async (work: Promise<unknown>, said: string) => {
    setError(undefined);
    try {
      await work;
      flashes.show({ type: "success", content: said });
    } catch (caught) {
      setError(caught as ApiError);
    }
  };
  const isGood = /^[a-z\d](?:[a-z\d]|-(?!-)){1,61}[a-z\d]$/.test(alias) && !/^\d{12}$/.test(alias);
  const isOther = alias !== before && alias !== "";
  return (
    <SpaceBetween size="s">
      {error !== undefined && <Failed what="The alias was not changed." error={error} />}
      <FormField
        label="Alias"
        constraintText="3 to 63 small letters, digits and single dashes, unique in the installation."
        errorText={isOther && !isGood && "Small letters, digits and single dashes, 3 to 63 of them."}
      >
        <Input value={alias} onChange={({ detail }) => setAlias(detail.value)} />
      </FormField>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          disabled={!isOther || !isGood}
          loading={create.isPending}
          onClick={() =>
            void run(create.mutateAsync({ AccountAlias: alias }), `The account is called ${alias} now.`)
          }
        >
          Save alias
        </Button>
        <Button
          disabled={before === ""}
          disabledReason="The account has no alias."
          loading={remove.isPending}
          onClick={() => void run(remove.mutateAsync({ AccountAlias: before }), "The alias was deleted.")}
        >
          Delete alias
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
