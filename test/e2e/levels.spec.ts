import { expect, test } from '@playwright/test';
import { axe, setTheme } from '../helpers/axe';
import { fingerprint, launch, resize, screenshot, type StrataWindow } from '../helpers/window';

let strata: StrataWindow;
test.beforeAll(async () => {
  strata = await launch({ theme: 'dark' });
  await resize(strata, 1440, 900);
});
test.afterAll(() => strata.close());

test('goes from the data centre to the process and back, by keys alone, and keeps selection and time', async () => {
  const { page } = strata;
  const before = await fingerprint(page);
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('-');
  await expect(page.getByRole('button', { name: /^cloud, serverless functions, 17 running/ })).toBeVisible();
  await screenshot(page, 'centre-dark');
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: /^vm-host, virtual machines/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: 'Hosts', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await page.keyboard.press('+');
  await expect(page.getByRole('img', { name: /^web-1, a VM on vm-host.*vCPU: 2/ })).toBeVisible();
  await screenshot(page, 'opened-vm-dark');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('+');
  await expect(page.getByRole('img', { name: /virtual disk is a file/ })).toBeVisible();
  await page.getByRole('button', { name: 'A request in' }).click();
  await expect(page.getByRole('img', { name: /1. Hardware: the packet comes in/ })).toBeVisible();
  await screenshot(page, 'way-dark');
  expect(await fingerprint(page)).toBe(before);
});

test('opens a container with its namespaces, a function behind its curtain', async () => {
  const { page } = strata;
  await setTheme(page, 'light');
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('api-2');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'api-2', exact: true }).click();
  await expect(page.getByRole('img', { name: /Namespaces: pid, net, mnt/ })).toBeVisible();
  await screenshot(page, 'opened-container-light');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('thumb-3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: /thumb-3, a/ })).not.toHaveAttribute(
    'aria-label',
    /Guest kernel/,
  );
  await page.keyboard.press('c');
  await expect(page.getByRole('button', { name: 'Behind the curtain' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByRole('img', { name: /thumb-3, a.*Guest kernel/ })).toBeVisible();
  await screenshot(page, 'opened-function-light');
});

test('a double click opens what it hits', async () => {
  const { page } = strata;
  await page.getByRole('button', { name: 'Hosts', exact: true }).click();
  const box = await page.locator('.stage-canvas').boundingBox();
  if (box === null) throw new Error('no stage');
  await page.mouse.dblclick(box.x + box.width * 0.454, box.y + box.height * 0.44);
  await expect(page.locator('.level-picture')).toBeVisible();
});

test('shows what would fall with a host, in the picture and in words, and does not touch the run', async () => {
  const { page } = strata;
  const before = await fingerprint(page);
  await page.getByRole('button', { name: 'Hosts', exact: true }).click();
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('ct-host');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Host kernel panic' }).click();
  await expect(page.locator('.hit-text')).toHaveText(/^\d would fall$/);
  await page.locator('.stage-canvas').focus();
  await page.keyboard.press('d');
  await expect(page.locator('.spoken')).toContainText('Host kernel panic on ct-host, had it happened');
  await screenshot(page, 'would-fall-light');
  expect(await fingerprint(page)).toBe(before);
  await page.keyboard.press('Escape');
  await expect(page.locator('.hit-text')).toHaveCount(0);
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});
