/** A runtime taken from a folder brings files along that a packaged app must not have. */
import fs from 'node:fs';
import path from 'node:path';

export default function afterPack({ appOutDir }) {
  for (const name of ['resources/default_app.asar', 'version'])
    fs.rmSync(path.join(appOutDir, name), { force: true });
}
