import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Copyable } from "../../patterns/copyable.tsx";
import type { TourSeed } from "../../tours/tour.ts";

interface SeedOfTourProps {
  readonly seed: TourSeed;
  readonly title: string;
}

/** The installation that a tour wants: its file, the command that starts it, and who signs in. */
export function SeedOfTour({ seed, title }: SeedOfTourProps) {
  const { file, address, account, user, password, isOptional } = seed;
  return (
    <ExpandableSection
      variant="footer"
      headerText={isOptional === true ? "An installation to try it in" : "The installation that it wants"}
    >
      <SpaceBetween size="s">
        <p className="rc-learn-text">
          {isOptional === true
            ? "Any account will do, this one too. Who wants to leave no trace takes one that is gone when it is stopped:"
            : "It speaks of people, roles and accounts that this installation may not have. Its own is gone when it is stopped:"}
        </p>
        <Button iconName="download" href={address} download={file}>
          {`Download ${file}`}
        </Button>
        <Copyable text={`rolecall start --ephemeral --seed ${file}`} what={`command of ${title}`} isCode />
        <p className="rc-learn-text">
          {"Sign in to account "}
          <code>{account}</code>
          {" as "}
          <code>{user}</code>
          {" with the password "}
          <code>{password}</code>
          {"."}
        </p>
      </SpaceBetween>
    </ExpandableSection>
  );
}
