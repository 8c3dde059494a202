import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { command } from '../../ui/keys.ts';
import { useReturnFocus } from '../../ui/use-return-focus.ts';
import css from './palette.module.css';

const KEYS: readonly { readonly where: string; readonly keys: readonly (readonly [string[], string])[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      [[command('K')], 'Find a field, a series or an action'],
      [['/'], 'Search'],
      [['?'], 'This list'],
      [['Esc'], 'Leave a dialog or a menu'],
    ],
  },
  {
    where: 'Reading a series',
    keys: [[['E'], 'Edit it, if your role allows it']],
  },
  {
    where: 'Editing a series',
    keys: [
      [[command('S')], 'Review and save'],
      [[command('Z')], 'Undo, across all fields'],
      [[command('⇧ Z'), command('Y')], 'Redo'],
      [['J'], 'Next section'],
      [['K'], 'Previous section'],
    ],
  },
  {
    where: 'In a message',
    keys: [
      [['{{'], 'Tags to insert'],
      [['↑', '↓'], 'Choose one'],
      [['Enter', 'Tab'], 'Insert it'],
    ],
  },
];

/** All keyboard shortcuts. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  useReturnFocus();
  return (
    <Dialog opened onClose={onClose} title="Keys" size={560}>
      <div className={css.keys}>
        {KEYS.map(({ where, keys }) => (
          <section key={where} aria-labelledby={`keys-${where.replaceAll(' ', '-')}`}>
            <h3 className="tertiary" id={`keys-${where.replaceAll(' ', '-')}`}>
              {where}
            </h3>
            <dl>
              {keys.map(([names, action]) => (
                <div key={action} className={`apart ${css.key}`}>
                  <dt>{action}</dt>
                  <dd>
                    {names.map((name, index) => (
                      <span key={name}>
                        {index > 0 && <span>{' or '}</span>}
                        <Kbd>{name}</Kbd>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className="secondary">Single letters work while no text field has the focus.</p>
      </div>
    </Dialog>
  );
}
