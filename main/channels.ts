/** Names of the messages between the window and the main process. Apart from `bridge.ts` so that the preload stays small. */
export const CHANNELS = {
  info: 'strata:info',
  getSettings: 'strata:get-settings',
  setSettings: 'strata:set-settings',
  openDocument: 'strata:open-document',
  saveExport: 'strata:save-export',
  saveDocument: 'strata:save-document',
  keepHistory: 'strata:keep-history',
  getHistory: 'strata:get-history',
  getRecent: 'strata:get-recent',
  openRecent: 'strata:open-recent',
  /** From main to the window: a file that was opened from outside. */
  opened: 'strata:opened',
  /** From main to the window: the name of a command that a menu item stands for. */
  menu: 'strata:menu',
} as const;
