import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { href, navigateUnasked } from "../../app/address.ts";
import { ApiError } from "../../session/api-error.ts";
import { forgetAnswers } from "../../session/forget-answers.ts";
import { switchRole } from "../../session/sessions.ts";
import { type KnownRole, rememberRole } from "./known-roles.ts";

/** Becomes a role, once the person pressed the button: what was shown was read as somebody else, and is forgotten. */
export function useSwitchRole() {
  const queries = useQueryClient();
  const [error, setError] = useState<ApiError>();
  const [isSending, setSending] = useState(false);
  const send = async (role: Omit<KnownRole, "isPinned">) => {
    setSending(true);
    setError(undefined);
    const { displayName, ...asked } = role;
    try {
      await switchRole({ ...asked, ...(displayName !== "" && { displayName }) });
      rememberRole(role);
      forgetAnswers(queries, () => navigateUnasked(href("/iam")));
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught;
      setError(caught);
    } finally {
      setSending(false);
    }
  };
  return { error, isSending, send };
}
