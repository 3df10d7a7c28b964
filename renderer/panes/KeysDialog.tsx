import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useSession, useView } from '../state/session';
import { text } from '../text/en';

export function KeysDialog(): ReactNode {
  const { view } = useSession();
  const open = useView((state) => state.keysOpen);
  return (
    <Dialog.Root open={open} onOpenChange={(keysOpen) => view.setState({ keysOpen })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content className="dialog is-small" aria-describedby={undefined}>
          <Dialog.Title>Keys</Dialog.Title>
          <dl className="keys-list">
            {text.keys.map(([key, what]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <Dialog.Close className="button">Close</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
