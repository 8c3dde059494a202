import { Button } from '@mantine/core';
import type { AccountInfo } from '#contract/account-endpoints.ts';
import { Dialog, DialogText } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { request } from '../../api/request.ts';
import { useWrite } from '../../api/use-write.ts';
import { OneTimeSecret } from '../../ui/one-time-secret.tsx';
import { DateTime } from '../../ui/timestamps.tsx';

/** Creates a link for a user who forgot the password. */
export function PasswordLinkDialog({ account, onClose }: { readonly account: AccountInfo; onClose: () => void }) {
  const { mutate, data, error, isPending } = useWrite({
    mutationFn: () => request('POST /api/accounts/:id/password-link', { params: { id: account.id } }),
  });
  return (
    <Dialog opened onClose={onClose} size={520} title={`New password for ${account.name}`}>
      <DialogText>
        {data ? (
          <OneTimeSecret secret={data.link} what="link">
            <span>{`Send this link to ${account.name} yourself: it is shown only once. Anyone with the link can sign in to the account. It works once, until `}</span>
            <DateTime at={data.expiresAt} />
            <span>.</span>
          </OneTimeSecret>
        ) : (
          <p>{`With this link, ${account.name} can choose a new password. The old password works until the link is used. Earlier links stop working.`}</p>
        )}
        {error && (
          <Notice tone="error" layout="panel" live>
            <ErrorText error={error} />
          </Notice>
        )}
      </DialogText>
      <div className="actions">
        <Button variant="default" onClick={onClose}>
          {data ? 'Done' : 'Cancel'}
        </Button>
        {!data && (
          <Button onClick={() => mutate()} loading={isPending} data-autofocus>
            Create link
          </Button>
        )}
      </div>
    </Dialog>
  );
}
