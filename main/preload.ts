/** Exposes the bridge to the page, as functions with plain data, and nothing else. */
import { contextBridge, ipcRenderer } from 'electron';
import type { AppInfo, Bridge, Opened, RecentFile, Saved, Settings } from './bridge';
import { CHANNELS } from './channels';

/** A file may be opened before the page listens: the last one waits for it. */
let early: Opened | null = null;
const keep = (_event: unknown, opened: unknown): void => {
  early = opened as Opened;
};
ipcRenderer.on(CHANNELS.opened, keep);

const bridge = {
  edition: 'desktop',
  info: () => ipcRenderer.invoke(CHANNELS.info) as Promise<AppInfo>,
  getSettings: () => ipcRenderer.invoke(CHANNELS.getSettings) as Promise<Settings>,
  setSettings: (settings) => ipcRenderer.invoke(CHANNELS.setSettings, settings) as Promise<void>,
  openDocument: () => ipcRenderer.invoke(CHANNELS.openDocument) as Promise<Opened>,
  saveExport: (request) => ipcRenderer.invoke(CHANNELS.saveExport, request) as Promise<Saved>,
  saveDocument: (request) => ipcRenderer.invoke(CHANNELS.saveDocument, request) as Promise<Saved>,
  keepHistory: (history) => ipcRenderer.invoke(CHANNELS.keepHistory, history) as Promise<void>,
  getHistory: (key) => ipcRenderer.invoke(CHANNELS.getHistory, key) as Promise<string>,
  getRecent: () => ipcRenderer.invoke(CHANNELS.getRecent) as Promise<readonly RecentFile[]>,
  openRecent: (id) => ipcRenderer.invoke(CHANNELS.openRecent, id) as Promise<Opened>,
  onOpened: (listener) => {
    const forward = (_event: unknown, opened: unknown): void => listener(opened as Opened);
    ipcRenderer.removeListener(CHANNELS.opened, keep);
    ipcRenderer.on(CHANNELS.opened, forward);
    if (early !== null) listener(early);
    early = null;
    return () => void ipcRenderer.removeListener(CHANNELS.opened, forward);
  },
  onMenu: (listener) => {
    // The event object stays on this side: it would give the page a way to the sender.
    const forward = (_event: unknown, command: unknown): void => {
      if (typeof command === 'string') listener(command);
    };
    ipcRenderer.on(CHANNELS.menu, forward);
    return () => void ipcRenderer.removeListener(CHANNELS.menu, forward);
  },
} satisfies Bridge;

contextBridge.exposeInMainWorld('strata', bridge);
