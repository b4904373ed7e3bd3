import Flashbar, { type FlashbarProps } from "@cloudscape-design/components/flashbar";

interface NoticesProps {
  readonly items: readonly FlashbarProps.MessageDefinition[];
}

/** The notices on top of the page. */
export function Notices({ items }: NoticesProps) {
  return <Flashbar items={[...items]} stackItems i18nStrings={WORDS} />;
}

const WORDS = {
  ariaLabel: "Notices",
  notificationBarAriaLabel: "View all notices",
  notificationBarText: "Notices",
  errorIconAriaLabel: "Error",
  infoIconAriaLabel: "Information",
  successIconAriaLabel: "Success",
  warningIconAriaLabel: "Warning",
  inProgressIconAriaLabel: "In progress",
};
