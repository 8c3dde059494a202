import { Button } from '@mantine/core';
import { notify } from '../api/notifications.ts';
import { Refused } from '../api/request.ts';
import { useWrite } from '../api/use-write.ts';

interface DownloadButtonProps {
  readonly download: () => Promise<void>;
  readonly children: string;
}

/** A button that downloads a file. If the server refuses, the page stays and says why. */
export function DownloadButton({ download, children }: DownloadButtonProps) {
  const { mutate, isPending } = useWrite({
    mutationFn: download,
    onMutate: () => notify({ tone: 'info', text: 'The file is being prepared.' }),
    onSuccess: () => notify({ tone: 'info', text: 'The file is in your downloads.' }),
    onError: (error) =>
      // At the end of the session a dialog asks to sign in again.
      notify(
        error instanceof Refused && error.status === 401
          ? null
          : { tone: 'error', text: `The file could not be downloaded. ${error.message}` },
      ),
  });
  return (
    <Button variant="default" aria-busy={isPending} onClick={() => mutate()}>
      {children}
    </Button>
  );
}
