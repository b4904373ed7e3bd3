import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import { usePath } from "../../app/location.ts";
import { PageContent } from "../../patterns/page-content.tsx";

interface Coming {
  readonly title: string;
  readonly will: string;
  /** What does it until then, on a command line. */
  readonly meanwhile: string;
}

const COMING: Readonly<Record<string, Coming>> = {
  "/learn": {
    title: "Learn",
    will: "It will lead you through your first role, in your own account, step by step.",
    meanwhile: "rolecall start --ephemeral",
  },
};

/** A page whose place is kept: it says what it will do, and what does it until then. */
export function ComingPage() {
  const { title, will, meanwhile } = COMING[usePath()] ?? COMING["/learn"]!;
  return (
    <PageContent title={title} description="This page is coming.">
      <Container>
        <Box>{will}</Box>
        <Box padding={{ top: "s" }}>Until then, on a command line:</Box>
        <Box variant="code">{meanwhile}</Box>
      </Container>
    </PageContent>
  );
}
