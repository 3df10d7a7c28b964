/** The native menu: items name commands, the window carries them out. */
import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from './bridge';
import { CHANNELS } from './channels';

export function buildMenu(window: () => BrowserWindow | undefined): void {
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator !== undefined && { accelerator }),
    click: () => window()?.webContents.send(CHANNELS.menu, command),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('&New scenario', 'new', 'CmdOrCtrl+N'),
        item('&Open scenario…', 'open', 'CmdOrCtrl+O'),
        item('&Save scenario…', 'save', 'CmdOrCtrl+S'),
        item('&Export figure…', 'export', 'CmdOrCtrl+E'),
        { type: 'separator' },
        { role: process.platform === 'darwin' ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
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
    },
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
