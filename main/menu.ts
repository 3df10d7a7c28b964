/** The native menu: items name commands, the window carries them out. */
import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, RecentFile } from './bridge';
import { CHANNELS } from './channels';
import {
  EDIT_MENU,
  FILE_MENU,
  HELP_MENU,
  RUN_MENU,
  VIEW_MENU,
  WINDOW_MENU,
  type MenuEntry,
} from './menu-items';

export interface MenuActs {
  readonly window: () => BrowserWindow | undefined;
  /** The page larger, smaller, or as it was. */
  readonly zoom: (direction: 1 | -1 | 0) => void;
  readonly openRecent: (id: string) => void;
}

/** `keys` are those that a person chose: the menu shows them instead of its own. */
export function buildMenu(
  acts: MenuActs,
  keys: Readonly<Record<string, string>>,
  recent: readonly RecentFile[],
): void {
  const send = (command: MenuCommand): void => acts.window()?.webContents.send(CHANNELS.menu, command);
  const items = (entries: readonly MenuEntry[]): MenuItemConstructorOptions[] =>
    entries.map((entry) =>
      entry.kind === 'rule'
        ? { type: 'separator' }
        : {
            label: entry.label,
            ...acceleratorOf(keys[entry.command] ?? entry.chord ?? ''),
            click: () => send(entry.command),
          },
    );
  const mac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        ...items(FILE_MENU),
        { type: 'separator' },
        recentMenu(acts, recent),
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [...items(EDIT_MENU), { type: 'separator' }, ...TEXT_ITEMS],
    },
    {
      label: '&View',
      submenu: [
        ...items(VIEW_MENU),
        { type: 'separator' },
        ...zoomItems(acts),
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { label: '&Run', submenu: items(RUN_MENU) },
    {
      label: '&Window',
      submenu: [
        ...items(WINDOW_MENU),
        { type: 'separator' },
        { role: 'minimize' },
        ...(mac ? [{ role: 'zoom' } as const, { role: 'front' } as const] : [{ role: 'close' } as const]),
      ],
    },
    { role: 'help', label: '&Help', submenu: items(HELP_MENU) },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

const TEXT_ITEMS = (['cut', 'copy', 'paste', 'selectAll'] as const).map((role) => ({ role }));

function recentMenu(acts: MenuActs, recent: readonly RecentFile[]): MenuItemConstructorOptions {
  return {
    label: 'Open &recent',
    enabled: recent.length > 0,
    submenu: recent.map(({ id, name }) => ({
      label: name.replaceAll('&', '&&'),
      click: () => acts.openRecent(id),
    })),
  };
}

const zoomItems = (acts: MenuActs): readonly MenuItemConstructorOptions[] => [
  { label: 'Zoom &in', accelerator: 'CmdOrCtrl+Plus', click: () => acts.zoom(1) },
  { label: 'Zoom in', accelerator: 'CmdOrCtrl+=', visible: false, click: () => acts.zoom(1) },
  { label: 'Zoom &out', accelerator: 'CmdOrCtrl+-', click: () => acts.zoom(-1) },
  { label: 'Actual si&ze', accelerator: 'CmdOrCtrl+0', click: () => acts.zoom(0) },
];

/**
 * Every key is shown. One without Control or Alt is only shown: taken by the menu it would be lost to whoever types, so the
 * window itself listens for it. On a Mac a shown key is always a taken one; there such keys stand in the list of keys alone.
 */
export function acceleratorOf(
  chord: string,
  mac = process.platform === 'darwin',
): { accelerator?: string; registerAccelerator?: boolean } {
  if (chord === '') return {};
  const accelerator = chord
    .replace('Ctrl', 'CmdOrCtrl')
    .replace(/(^|\+)\+$/, '$1Plus')
    .replace(/Arrow(Up|Down|Left|Right)/, '$1');
  // Undoing is the field's own affair while it has the focus: the window decides.
  const takes = /^(Ctrl|Alt)\+/.test(chord) && !/^Ctrl\+[ZY]$/.test(chord);
  if (takes) return { accelerator };
  return mac ? {} : { accelerator, registerAccelerator: false };
}
