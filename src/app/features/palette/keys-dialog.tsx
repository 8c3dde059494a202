import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { HOTKEYS, listedHotkeys } from '../../ui/hotkeys.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { comboText } from '../../ui/keys.ts';
import { HOTKEY_LABELS } from './hotkey-labels.ts';
import css from './palette.module.css';

/** The hotkeys that work on the page. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [ids] = useState(listedHotkeys);
  const groups = [...new Set(ids.map((id) => HOTKEY_LABELS[id].group))];
  return (
    <Dialog opened onClose={onClose} title="Keys" size={560}>
      <div className={`rows ${css.keys}`} data-roomy>
        {groups.map((group) => (
          <section key={group} aria-labelledby={`keys-${group.replaceAll(' ', '-')}`}>
            <h3 className="tertiary" id={`keys-${group.replaceAll(' ', '-')}`}>
              {group}
            </h3>
            <dl>
              {ids
                .filter((id) => HOTKEY_LABELS[id].group === group)
                .map((id) => (
                  <div key={id} className={`apart ${css.key}`}>
                    <dt>{HOTKEY_LABELS[id].label}</dt>
                    <dd>
                      {HOTKEYS[id].map((combo, index) => (
                        <span key={combo}>
                          {index > 0 && <span>{' or '}</span>}
                          <Kbd>{comboText(combo)}</Kbd>
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
