import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { type Appearance, changeAppearance, readAppearance } from "../../app/appearance.ts";

/** How the console looks on this device. */
export function AppearanceChoice() {
  const [appearance, setAppearance] = useState(readAppearance);
  const change = (part: Partial<Appearance>) => {
    changeAppearance(part);
    setAppearance(readAppearance());
  };
  return (
    <Container
      header={
        <Header variant="h2" description="Kept on this device.">
          Appearance
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField label="Colours">
          <RadioGroup
            value={appearance.mode}
            items={[
              { value: "system", label: "As the system has it" },
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
            onChange={({ detail }) => change({ mode: detail.value as Appearance["mode"] })}
          />
        </FormField>
        <FormField label="Density">
          <RadioGroup
            value={appearance.density}
            items={[
              { value: "comfortable", label: "Comfortable" },
              { value: "compact", label: "Compact" },
            ]}
            onChange={({ detail }) => change({ density: detail.value as Appearance["density"] })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
