/** The types of policies that organizations have, and what each is for. Organizations User Guide, "Policy types". */
export const POLICY_TYPES = [
  {
    value: "SERVICE_CONTROL_POLICY",
    label: "Service control policies",
    meaning: "Limit everybody in the accounts below, root users included. They grant nothing.",
  },
  {
    value: "RESOURCE_CONTROL_POLICY",
    label: "Resource control policies",
    meaning:
      "Limit what may be done to resources of the accounts below, also from outside. They grant nothing.",
  },
  { value: "TAG_POLICY", label: "Tag policies", meaning: "How tags are written." },
  { value: "BACKUP_POLICY", label: "Backup policies", meaning: "How resources are backed up." },
  {
    value: "AISERVICES_OPT_OUT_POLICY",
    label: "AI services opt-out policies",
    meaning: "Whether AI services may keep contents to get better.",
  },
  {
    value: "CHATBOT_POLICY",
    label: "Chat applications policies",
    meaning: "What chat applications may reach.",
  },
  {
    value: "DECLARATIVE_POLICY_EC2",
    label: "Declarative policies for EC2",
    meaning: "How EC2 is set up, whatever anybody asks for.",
  },
  { value: "SECURITYHUB_POLICY", label: "Security Hub policies", meaning: "Where Security Hub looks." },
] as const;
