import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { readWhySubject } from "@rolecall/policy";
import { useState } from "react";
import { navigate } from "../../app/address.ts";
import { whyQuestionHref } from "../../patterns/why-question.ts";
import { type ContextRow, contextOf, rowsOf } from "./context-of-rows.ts";
import { ContextRows } from "./context-rows.tsx";
import { denialHref, messageHref, type WhyQuestion } from "./why-link.ts";

interface WhyFormProps {
  /** What the form begins with. */
  readonly question: WhyQuestion | undefined;
}

/** The two ways in: what was denied is pasted, or a request is written down. */
export function WhyForm({ question }: WhyFormProps) {
  const [principal, setPrincipal] = useState(question?.principal ?? "");
  const [resource, setResource] = useState(question?.resource ?? "");
  return (
    <SpaceBetween size="l">
      <Paste
        onArn={(arn) => {
          if (/^arn:[^:]*:(?:iam|sts)::\d*:(?:user|role|assumed-role|root)/.test(arn)) setPrincipal(arn);
          else setResource(arn);
        }}
      />
      <Write
        principal={principal}
        resource={resource}
        question={question}
        onPrincipal={setPrincipal}
        onResource={setResource}
      />
    </SpaceBetween>
  );
}

function Paste({ onArn }: { readonly onArn: (arn: string) => void }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const read = () => {
    const subject = readWhySubject(text);
    setProblem(undefined);
    switch (subject.kind) {
      case "authorizationId":
      case "requestId":
        return navigate(denialHref(subject.id));
      case "encodedMessage":
        return navigate(messageHref(subject.message));
      case "denial": {
        const { authorizationId, requestId, encodedMessage, question } = subject;
        const id = authorizationId ?? requestId;
        if (id !== undefined) return navigate(denialHref(id));
        if (encodedMessage !== undefined) return navigate(messageHref(encodedMessage));
        return question && navigate(whyQuestionHref(question));
      }
      case "arn":
        onArn(subject.arn);
        return setProblem("That is an ARN: it stands in the form below. Which action was denied?");
      case "unknown":
        return setProblem(
          "Nothing of a denial is found in it. Paste the whole message, its id, an encoded message, or the audit event as JSON.",
        );
    }
  };
  return (
    <Container header={<Header variant="h2">What was denied?</Header>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          read();
        }}
      >
        <SpaceBetween size="s">
          <FormField
            label="Paste what you have"
            description="An error message, an authorization or request id, an encoded message, an audit event as JSON, or an ARN."
            stretch
          >
            <Textarea value={text} rows={4} onChange={({ detail }) => setText(detail.value)} />
          </FormField>
          {problem !== undefined && <Alert type="info">{problem}</Alert>}
          <Button
            variant="primary"
            formAction="submit"
            disabled={text.trim() === ""}
            disabledReason="Paste something first"
          >
            Ask why
          </Button>
        </SpaceBetween>
      </form>
    </Container>
  );
}

interface WriteProps {
  readonly principal: string;
  readonly resource: string;
  readonly question: WhyQuestion | undefined;
  readonly onPrincipal: (arn: string) => void;
  readonly onResource: (arn: string) => void;
}

function Write({ principal, resource, question, onPrincipal, onResource }: WriteProps) {
  const [action, setAction] = useState(question?.action ?? "");
  const [rows, setRows] = useState<readonly ContextRow[]>(rowsOf(question?.context));
  const [policy, setPolicy] = useState(question?.resourcePolicy ?? "");
  const [isTried, setTried] = useState(false);
  const problems = {
    principal: /^arn:/.test(principal.trim()) ? "" : "The ARN of a user, a role, or a role's session",
    action: /^[\w-]+:\w+$/.test(action.trim()) ? "" : "An action as s3:GetObject",
    resource: /^(?:arn:|\*$)/.test(resource.trim())
      ? ""
      : "An ARN, or * for what is about nothing in particular",
  };
  const ask = () => {
    setTried(true);
    if (Object.values(problems).some(Boolean)) return;
    const context = contextOf(rows);
    navigate(
      whyQuestionHref({
        principal: principal.trim(),
        action: action.trim(),
        resource: resource.trim(),
        ...(context !== undefined && { context }),
        ...(policy.trim() !== "" && { resourcePolicy: policy }),
      }),
    );
  };
  const told = (problem: string) => (isTried ? problem : "");
  return (
    <Container header={<Header variant="h2">Or ask about a request</Header>}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Form actions={<Button formAction="submit">Ask about it</Button>}>
          <SpaceBetween size="m">
            <FormField label="Principal" errorText={told(problems.principal)} stretch>
              <Input
                value={principal}
                placeholder="arn:aws:iam::111122223333:user/ana"
                onChange={({ detail }) => onPrincipal(detail.value)}
              />
            </FormField>
            <FormField label="Action" errorText={told(problems.action)} stretch>
              <Input
                value={action}
                placeholder="s3:DeleteObject"
                onChange={({ detail }) => setAction(detail.value)}
              />
            </FormField>
            <FormField label="Resource" errorText={told(problems.resource)} stretch>
              <Input
                value={resource}
                placeholder="arn:aws:s3:::bucket/key"
                onChange={({ detail }) => onResource(detail.value)}
              />
            </FormField>
            <ContextRows rows={rows} onChange={setRows} />
            <ExpandableSection headerText="The resource's own policy" defaultExpanded={policy !== ""}>
              <FormField
                label="Paste its policy"
                description="Where Rolecall has no policies of its kind, such as a bucket's. Without it the answer is as far as Rolecall knows."
                stretch
              >
                <Textarea value={policy} rows={6} onChange={({ detail }) => setPolicy(detail.value)} />
              </FormField>
            </ExpandableSection>
          </SpaceBetween>
        </Form>
      </form>
    </Container>
  );
}
