import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { ROLE_COLORS, type RoleColor } from "./role-colors.ts";

interface RoleColorFieldProps {
  readonly color: RoleColor;
  readonly onChange: (color: RoleColor) => void;
}

/** A colour for the line that says who one is, by its name. */
export function RoleColorField({ color, onChange }: RoleColorFieldProps) {
  return (
    <FormField label="Colour" description="Of the line that says who you are.">
      <Select
        selectedOption={ROLE_COLORS.find(({ value }) => value === color) ?? ROLE_COLORS[0]}
        options={[...ROLE_COLORS]}
        onChange={({ detail }) => {
          const chosen = ROLE_COLORS.find(({ value }) => value === detail.selectedOption.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      />
    </FormField>
  );
}
