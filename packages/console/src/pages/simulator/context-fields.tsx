import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { Failed } from "../../patterns/failed.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation } from "../../session/call-operation.ts";
import type { Question } from "./question.ts";

interface ContextFieldsProps {
  readonly question: Question;
  /** Of keys, as the reference has them. */
  readonly types: ReadonlyMap<string, string | undefined>;
  readonly onChange: (context: Question["context"]) => void;
}

/** The condition keys that the policies speak of, each to be given a value or none. */
export function ContextFields({ question, types, onChange }: ContextFieldsProps) {
  const { data: asked = [], error } = useContextKeys(question);
  const { context } = question;
  const keys = [...new Set([...asked, ...Object.keys(context)])];
  return (
    <SpaceBetween size="s">
      {error !== null && (
        <Failed what="The keys that the policies speak of could not be read." error={error} />
      )}
      {keys.length === 0 && <Box>The policies have no conditions: nothing is asked of the request.</Box>}
      <div className="rc-visual-row">
        {keys.map((key) => (
          <FormField key={key} label={key} description={types.get(key) ?? "String"}>
            <Input
              value={context[key] ?? ""}
              placeholder="Not given"
              onChange={({ detail }) => onChange({ ...context, [key]: detail.value })}
            />
          </FormField>
        ))}
      </div>
      {keys.length > 0 && (
        <Box color="text-body-secondary" fontSize="body-s">
          Several values stand between commas. A key that is left empty is not there.
        </Box>
      )}
    </SpaceBetween>
  );
}

function useContextKeys({ principal, policy, resourcePolicy }: Question) {
  const more = resourcePolicy === "" ? [] : [resourcePolicy];
  return useQuery<readonly string[], ApiError>({
    queryKey: ["simulator", "keys", principal, policy, resourcePolicy],
    queryFn: async ({ signal }) => {
      const { ContextKeyNames = [] } =
        principal === ""
          ? await callOperation(
              "iam",
              "GetContextKeysForCustomPolicy",
              { PolicyInputList: [policy, ...more] },
              signal,
            )
          : await callOperation(
              "iam",
              "GetContextKeysForPrincipalPolicy",
              { PolicySourceArn: principal, ...(more.length > 0 && { PolicyInputList: more }) },
              signal,
            );
      return ContextKeyNames;
    },
    enabled: principal !== "" || policy !== "",
    retry: false,
  });
}
