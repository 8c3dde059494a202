import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';

interface WidenQuestionProps {
  /** What is removed: `14 places`. */
  readonly what: string;
  /** The meaning of the empty list: `every store`. */
  readonly meaning: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before one click removes a whole restriction: an empty list does not mean nothing, but everything. */
export function WidenQuestion({ what, meaning, onConfirm, onClose }: WidenQuestionProps) {
  return (
    <ConfirmDialog
      title={`Remove ${what}?`}
      confirmLabel={`Change to ${meaning}`}
      isPending={false}
      error={null}
      onConfirm={() => {
        onConfirm();
        onClose();
      }}
      onClose={onClose}
    >
      <p>{`An empty list is not “none”: it means ${meaning}.`}</p>
    </ConfirmDialog>
  );
}
