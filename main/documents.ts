/** Opening and saving: main shows the dialog and keeps the path; the page gets text or a reason. */
import { dialog, type BrowserWindow } from 'electron';
import path from 'node:path';
import type { DocumentRequest, ExportRequest, Opened, Saved } from './bridge';
import { idOf, type RecentFiles } from './recent';
import { writeWhole } from './safe-write';

export async function openDocument(window: BrowserWindow, recent: RecentFiles): Promise<Opened> {
  const chosen = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [
      { name: 'Strata scenarios', extensions: ['json', 'jsonc', 'strata'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  const [file] = chosen.filePaths;
  if (chosen.canceled || file === undefined) return { kind: 'cancelled' };
  return recent.openFile(file);
}

/** Into the file that it came from, unless somebody else has changed that since; else the person chooses where. */
export async function saveDocument(
  window: BrowserWindow,
  { suggestedName, content, file: id }: DocumentRequest,
  recent: RecentFiles,
): Promise<Saved> {
  const known = id === null ? undefined : await recent.pathOf(id);
  if (known !== undefined && (await recent.isChanged(known)))
    return {
      kind: 'error',
      message: `${path.basename(known)} was changed by another program since it was opened. It was left alone: save elsewhere, or open it again.`,
    };
  const file = known ?? (await chooseFile(window, suggestedName));
  if (file === undefined) return { kind: 'cancelled' };
  try {
    await writeWhole(file, content);
    await recent.note(file);
    return { kind: 'saved', name: path.basename(file), file: idOf(file) };
  } catch (error) {
    return { kind: 'error', message: `The file was not saved: ${reasonOf(error)}. Save it elsewhere.` };
  }
}

async function chooseFile(window: BrowserWindow, suggestedName: string): Promise<string | undefined> {
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: suggestedName,
    filters: [{ name: 'Strata scenarios', extensions: ['json', 'strata'] }],
  });
  return chosen.canceled || chosen.filePath === '' ? undefined : chosen.filePath;
}

export async function saveExport(window: BrowserWindow, request: ExportRequest): Promise<Saved> {
  const { suggestedName, format, content } = request;
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: suggestedName,
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  });
  if (chosen.canceled || chosen.filePath === '') return { kind: 'cancelled' };
  try {
    await writeWhole(chosen.filePath, content);
    return { kind: 'saved', name: path.basename(chosen.filePath) };
  } catch (error) {
    return { kind: 'error', message: `The file was not saved: ${reasonOf(error)}. Save it elsewhere.` };
  }
}

function reasonOf(error: unknown): string {
  const code = (error as { readonly code?: string }).code;
  switch (code) {
    case 'ENOSPC':
      return 'the disk is full';
    case 'EROFS':
      return 'the folder is read-only';
    case 'EACCES':
    case 'EPERM':
      return 'you may not write there';
    case 'ENOENT':
      return 'the folder does not exist';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
