import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { Failed } from "../../patterns/failed.tsx";
import { Loading } from "../../patterns/loading.tsx";
import { useFocusBack } from "../../patterns/use-focus-back.ts";
import { ApiError } from "../../session/api-error.ts";
import type { Identity } from "../../session/identity.ts";
import { useObservable } from "../../session/observable.ts";
import type { Notice } from "./notice.ts";
import { notices } from "./notices.ts";

interface NoticesDialogProps {
  readonly identity: Identity;
  readonly onClose: () => void;
}

/** What this account should know, each with where something is done about it, and dismissed one by one on this device. */
export function NoticesDialog({ identity, onClose }: NoticesDialogProps) {
  useFocusBack();
  const read = useObservable(notices.read);
  const dismissed = useObservable(notices.dismissed);
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    notices.ask(identity).catch((caught: unknown) => {
      if (!(caught instanceof ApiError)) throw caught;
      setError(caught);
    });
  }, [identity]);
  const shown = (read?.notices ?? []).filter(({ id }) => !dismissed.includes(id));
  return (
    <Modal visible header="Notices" closeAriaLabel="Close" onDismiss={onClose}>
      <SpaceBetween size="m">
        {error !== undefined && <Failed what="The notices could not be read." error={error} />}
        {read === undefined && error === undefined && <Loading what="notices" />}
        {read !== undefined && shown.length === 0 && <Box>Nothing to tell.</Box>}
        {shown.length > 0 && (
          <ul className="rc-notices">
            {shown.map((notice) => (
              <NoticeItem key={notice.id} notice={notice} onClose={onClose} />
            ))}
          </ul>
        )}
        {read !== undefined && read.unreadable.length > 0 && (
          <Box color="text-body-secondary" fontSize="body-s">
            {`Not readable by you: ${read.unreadable.join(", ")}.`}
          </Box>
        )}
      </SpaceBetween>
    </Modal>
  );
}

function NoticeItem({ notice, onClose }: { readonly notice: Notice; readonly onClose: () => void }) {
  const { id, text, href, link } = notice;
  return (
    <li>
      <div>
        {text}{" "}
        <Link href={href} onFollow={onClose}>
          {link}
        </Link>
      </div>
      <Button variant="inline-link" onClick={() => notices.dismiss(id)}>
        Dismiss<span className="sr">{`: ${text}`}</span>
      </Button>
    </li>
  );
}
