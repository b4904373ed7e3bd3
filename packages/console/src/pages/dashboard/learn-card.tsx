import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { useMyself } from "../../patterns/use-myself.ts";
import { useOperation } from "../../session/use-operation.ts";
import { focusTour } from "../../tours/focus-tour.ts";
import { TOUR_HEADS } from "../../tours/heads.ts";
import { personOf, tourStore, usePersonTours } from "../../tours/tour-store.ts";

const { title, minutes } = TOUR_HEADS["first-role"];

/** For who begins: in an account that has no role yet, until the tour was begun or the person knows AWS. */
export function LearnCard() {
  const identity = useMyself();
  const { data } = useOperation("iam", "GetAccountSummary", {});
  const { knowsAws, running, places } = usePersonTours(identity === undefined ? "" : personOf(identity));
  const isFirst =
    data?.SummaryMap?.Roles === 0 && places["first-role"] === undefined && running === undefined;
  if (identity === undefined || knowsAws === true || !isFirst) return null;
  const person = personOf(identity);
  const begin = () => {
    tourStore.run(person, "first-role");
    void focusTour();
  };
  const hide = () => {
    tourStore.hideCard(person);
    flashes.show({
      type: "info",
      content: `No tours on the dashboard any more for ${identity.original?.name ?? identity.name}, in this browser. They stay under Learn.`,
    });
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="This account has no role yet. A tour beside the page leads you to the first one, step by step, in this account."
        >
          {`${title} (${minutes} minutes)`}
        </Header>
      }
    >
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="primary" onClick={begin}>
          Begin
          <span className="sr">{` ${title}`}</span>
        </Button>
        <Button href={href("/learn")}>All tours</Button>
        <Button onClick={hide}>I know AWS</Button>
      </SpaceBetween>
    </Container>
  );
}
