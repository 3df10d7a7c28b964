/** The native menu: items name commands, the window carries them out. */
import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from './bridge';
import { CHANNELS } from './channels';

/** `keys` are those that a person chose: the menu shows them instead of its own. */
export function buildMenu(
  window: () => BrowserWindow | undefined,
  keys: Readonly<Record<string, string>>,
): void {
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...acceleratorFor(keys[command], accelerator),
    click: () => window()?.webContents.send(CHANNELS.menu, command),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    fileMenu(item),
    { role: 'editMenu' },
    viewMenu(item),
    {
      label: '&Run',
      submenu: [
        item('&Play or pause', 'play'),
        item('Step &forward', 'step-forward'),
        item('Step &back', 'step-back'),
        item('To the &start', 'to-start'),
      ],
    },
    { role: 'windowMenu' },
    { label: '&Help', submenu: [item('&Keys', 'keys')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Only chords with Control or Alt: a single letter in a menu would take it from whoever types. */
function acceleratorFor(chosen: string | undefined, own: string | undefined): { accelerator?: string } {
  if (chosen === undefined) return own === undefined ? {} : { accelerator: own };
  return /^(Ctrl|Alt)\+/.test(chosen) ? { accelerator: chosen.replace('Ctrl', 'CmdOrCtrl') } : {};
}

type Item = (label: string, command: MenuCommand, accelerator?: string) => MenuItemConstructorOptions;

const fileMenu = (item: Item): MenuItemConstructorOptions => ({
  label: '&File',
  submenu: [
    item('&New scenario', 'new', 'CmdOrCtrl+N'),
    item('&Open scenario…', 'open', 'CmdOrCtrl+O'),
    item('&Save scenario…', 'save', 'CmdOrCtrl+S'),
    item('&Export figure…', 'export', 'CmdOrCtrl+E'),
    item('Start &page', 'start'),
    item('Se&ttings…', 'settings', 'CmdOrCtrl+,'),
    { type: 'separator' },
    { role: process.platform === 'darwin' ? 'close' : 'quit' },
  ],
});

const viewMenu = (item: Item): MenuItemConstructorOptions => ({
  label: '&View',
  submenu: [
    item('&Find or run…', 'palette', 'CmdOrCtrl+Shift+P'),
    { type: 'separator' },
    item('&Explore', 'explore', 'CmdOrCtrl+1'),
    item('&Timeline', 'timeline', 'CmdOrCtrl+2'),
    item('&Compare', 'compare', 'CmdOrCtrl+3'),
    item('&Build', 'build', 'CmdOrCtrl+4'),
    item('&Lessons', 'lessons', 'CmdOrCtrl+5'),
    { type: 'separator' },
    item('&3D stage', 'stage-3d'),
    item('&2D stage', 'stage-2d'),
    item('Switch &theme', 'theme'),
    { type: 'separator' },
    { role: 'zoomIn' },
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
    { role: 'zoomOut' },
    { role: 'resetZoom' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ],
});
