import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launch, resize, root } from '../helpers/window';

/** The picture of the README, drawn by the window itself. `npm run screenshots` puts a new one in its place. */
test('the README’s picture can be drawn', async () => {
  const strata = await launch({ theme: 'light' });
  await resize(strata, 1440, 900);
  await strata.page.waitForTimeout(300);
  const picture = await strata.page.screenshot();
  await strata.close();
  expect(picture.length).toBeGreaterThan(50_000);
  const place = path.join(root, 'docs/images/workspace.png');
  if (process.env['STRATA_SCREENSHOTS'] === '1') {
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, picture);
  }
  expect(fs.existsSync(place)).toBe(true);
});
