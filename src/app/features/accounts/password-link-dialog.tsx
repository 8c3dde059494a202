import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type AccountInfo, type MadeLink, passwordLinkUrl } from '#contract/people.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import css from '../people/fields.module.css';
import { send } from '../people/send.ts';
import { ShownOnce } from '../people/shown-once.tsx';
import { Moment } from '../people/when.tsx';

/** For somebody who has forgotten the password. */
export function PasswordLinkDialog({ account, onClose }: { readonly account: AccountInfo; onClose: () => void }) {
  useReturnFocus();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => send<MadeLink>('POST', passwordLinkUrl(account.id)),
  });
  return (
    <Dialog opened onClose={onClose} size={520} title={`New password for ${account.name}`}>
      <div className={css.text}>
        {data ? (
          <ShownOnce secret={data.link} what="link">
            <span>{`Hand it to ${account.name} yourself: it is shown this once, and whoever has it gets into the account. It works once, until `}</span>
            <Moment at={data.expiresAt} />
            <span>.</span>
          </ShownOnce>
        ) : (
          <p>{`Makes a link with which ${account.name} can choose a new password. The old one goes on working until the link is used; a link that was made before stops working.`}</p>
        )}
        {error && (
          <Notice tone="error" layout="panel" live>
            {error.message}
          </Notice>
        )}
      </div>
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>
          {data ? 'Done' : 'Cancel'}
        </Button>
        {!data && (
          <Button onClick={() => mutate()} loading={isPending} data-autofocus>
            Make the link
          </Button>
        )}
      </div>
    </Dialog>
  );
}
