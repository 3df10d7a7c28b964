/** Typing in the real window: lines, keys, places, what goes on while time passes, and what never reaches the screen. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { setTheme } from '../helpers/axe';
import { launch, resize, screenshot, type StrataWindow } from '../helpers/window';
import { shippedText } from '../helpers/scenarios';

let strata: StrataWindow;
test.beforeAll(async () => {
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-terminal-'));
  // A tall terminal: the screen of xterm holds what is seen.
  const settings = { theme: 'dark', rendering: '3d', patterns: true, labels: true, startWith: 'workspace' };
  const panes = { 'explore-rows': [45, 55], 'explore-bottom': [30, 70] };
  fs.writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ ...settings, panes }));
  strata = await launch({ userData });
  await resize(strata, 1500, 1000);
});
test.beforeEach(() => strata.page.locator('.xterm-helper-textarea').focus());
test.afterAll(() => strata.close());

const terminal = (page: Page): Locator => page.locator('[role=tabpanel] [data-testid=terminal]');
/** What the rows of the screen show. */
const rows = (page: Page): Locator => terminal(page).locator('.xterm-rows');

async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}
/** Pastes as a person does: the clipboard's text arrives at once. */
const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const field = document.querySelector('.xterm-helper-textarea');
    field?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);

test('a task in Docker’s words: look, scale, watch it start, clean up', async () => {
  const { page } = strata;
  await type(page, "docker ps --format 'table {{.Names}}\\t{{.Status}}'");
  await expect(rows(page)).toContainText('api-1');
  await type(page, 'docker stats --no-stream | head -4');
  await expect(rows(page)).toContainText('MEM USAGE / LIMIT');
  await type(page, 'docker service scale thumb=9');
  await expect(rows(page)).toContainText('thumb scaled to 9');
  await expect(page.locator('.stage-heading', { hasText: 'Containers' })).toContainText('starting');
  await screenshot(page, 'terminal-docker');
  // The run is paused, so it waits for the service to converge until one leaves it.
  await page.keyboard.press('Control+c');
  await type(page, 'docker service scale --detach thumb=4; clear');
  await expect(rows(page)).not.toContainText('scaled to 9');
});

test('what takes time shows its phases while the run is played; Ctrl-C ends what goes on', async () => {
  const { page } = strata;
  await type(page, 'docker run thumb:1 && echo it is up');
  await expect(rows(page)).toContainText('the run is paused');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(rows(page)).toContainText('Create container: done in');
  await expect(rows(page)).toContainText('it is up');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await terminal(page).click();
  await type(page, 'clear; sleep 1000 && echo never');
  await page.keyboard.press('Control+c');
  await type(page, 'echo status $?');
  await expect(rows(page)).toContainText('status 130');
  await expect(rows(page)).not.toContainText(/^never/m);
});

test('completes names, searches the history, takes a paste of several lines', async () => {
  const { page } = strata;
  await type(page, 'clear');
  await page.keyboard.type('docker ins');
  await page.keyboard.press('Tab');
  await page.keyboard.type("-f '{{.State.Status}}' api-2");
  await page.keyboard.press('Enter');
  await expect(rows(page)).toContainText('running');
  await page.keyboard.press('Control+r');
  await page.keyboard.type('inspect');
  await expect(rows(page)).toContainText("(reverse-i-search) 'inspect': docker inspect -f");
  await page.keyboard.press('Control+g');
  await page.keyboard.type('docker st');
  await page.keyboard.press('Tab');
  await expect(rows(page)).toContainText('start  stats  stop');
  await page.keyboard.press('Control+u');
  await paste(page, 'clear\necho first && \\\n  echo second\nwc -l <<EOF\na\nb\nEOF\n');
  await expect(rows(page)).toContainText('second');
  await expect(rows(page)).toContainText('> EOF');
});

test('goes to a host, a container and a VM, each in a tab or by ssh; a provider lets nobody in', async () => {
  const { page } = strata;
  await type(page, 'clear; uname -n; ssh cloud');
  await expect(rows(page)).toContainText('belongs to the provider');
  await page.getByRole('button', { name: 'New terminal tab' }).click();
  await page.getByRole('menuitem', { name: 'ct-host' }).click();
  await expect(rows(page)).toContainText('ct-host $');
  await type(page, 'ps -ef | grep app/thumb | head -2');
  await expect(rows(page)).toContainText('/app/thumb');
  await type(page, 'docker exec -it api-2 sh');
  await type(page, 'ps; cat /sys/fs/cgroup/cpu.weight; uname -r');
  await expect(rows(page)).toContainText('api-2 #');
  await expect(rows(page)).toContainText('1 root');
  await expect(page.getByRole('button', { name: 'api-2', exact: true })).toBeVisible();
  await screenshot(page, 'terminal-container');
  await page.keyboard.press('Control+d');
  await expect(page.getByRole('button', { name: 'ct-host', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByRole('button', { name: 'Close the tab ct-host' }).click();
  await expect(rows(page)).toContainText('desk $');
});

test('finds text, and a name in the text selects what it names', async () => {
  const { page } = strata;
  await terminal(page).click();
  await type(page, 'clear; docker ps -f name=api-3 --format "{{.Names}}"');
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find in the terminal' }).fill('api-3');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const box = await rows(page)
    .locator('div', { hasText: /^api-3/ })
    .first()
    .boundingBox();
  if (box === null) throw new Error('no line with the name');
  await page.mouse.move(box.x + 20, box.y + 8);
  await page.mouse.move(box.x + 22, box.y + 9);
  await page.mouse.click(box.x + 22, box.y + 9);
  await expect(page.getByRole('complementary', { name: 'Selected' })).toContainText('api-3');
});

test('shows what is done in the picture in the words that were chosen', async () => {
  const { page } = strata;
  for (const [name, words] of [
    ['Kubernetes', 'kubectl scale deploy/thumb'],
    ['Neutral', 'scale thumb'],
  ] as const) {
    await page.getByRole('button', { name: 'Words for what is done in the picture' }).click();
    await page.getByRole('menuitemradio', { name }).click();
    await page
      .getByRole('complementary', { name: 'Selected' })
      .getByRole('button', { name: /^One more/ })
      .click();
    await expect(rows(page)).toContainText(words);
  }
});

test('what is typed can be undone, and done again', async () => {
  const { page } = strata;
  await terminal(page).click();
  await type(page, 'clear; scale thumb 9 --in containers; undo');
  await expect(rows(page)).toContainText('taken back: scale thumb 9 --in containers');
  await type(page, "docker service ls --format '{{.Replicas}} desired'; redo");
  await expect(rows(page)).toContainText('given again: scale thumb 9 --in containers');
  await type(page, 'clear; undo; echo that was all');
  await expect(rows(page)).toContainText(/taken back.*that was all\s*desk/);
  // The window gives again what the terminal has taken back.
  await page.keyboard.press('Control+m');
  await page.keyboard.press('Control+y');
  await page.keyboard.press('`');
  await expect(async () => {
    await type(page, "clear; docker service ls --format '{{.Replicas}} desired'");
    await expect(rows(page)).toContainText('/9 desired', { timeout: 2000 });
  }).toPass();
  await type(page, 'undo');
});

test('whoever leaves the terminal for the projector and comes back types on at once', async () => {
  const { page } = strata;
  await type(page, 'clear');
  await page.keyboard.press('F8');
  await expect(page.locator('.is-lectern')).toBeVisible();
  await page.keyboard.press('F8');
  await type(page, 'echo p, e and i are letters');
  await expect(rows(page)).toContainText('p, e and i are letters');
  // The same by the terminal's own key, from the picture.
  await page.keyboard.press('Control+m');
  await page.keyboard.press('F8');
  await expect(page.locator('.is-lectern')).toBeVisible();
  await page.keyboard.press('`');
  await type(page, 'echo so are v and s');
  await expect(rows(page)).toContainText('so are v and s');
});

test('a look in the words of each tool, in both themes', async () => {
  const { page } = strata;
  const looks: Readonly<Record<string, readonly [lines: string, seen: string]>> = {
    virsh: [
      'virsh list --all\nvirsh dominfo web-1\nvirsh snapshot-list web-1\n',
      'Max memory:     2097152 KiB',
    ],
    kubectl: [
      'kubectl get deploy,hpa\nkubectl cordon ct-host\nkubectl get nodes\nkubectl uncordon ct-host\n',
      'node/ct-host uncordoned',
    ],
    aws: [
      "aws lambda list-functions --query 'Functions[].FunctionName'\naws lambda update-function-configuration --function-name thumb --timeout 901\n",
      'Member must have value less than or equal to 900',
    ],
    places: ['ssh web-1\nuname -r\nexit\ndocker exec -it api-1 sh\nps\n', '1 root'],
  };
  for (const [tool, [lines, seen]] of Object.entries(looks)) {
    await page.locator('.xterm-helper-textarea').focus();
    await type(page, 'clear');
    await paste(page, lines);
    await expect(rows(page)).toContainText(seen);
    await screenshot(page, `terminal-${tool}-dark`);
    await setTheme(page, 'light');
    await screenshot(page, `terminal-${tool}-light`);
    await setTheme(page, 'dark');
  }
  await page.locator('.xterm-helper-textarea').focus();
  await type(page, 'exit');
});

test('remembers its lines for the next start; size of text and screen-reader mode are those of the settings', async () => {
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-history-'));
  const settings = {
    theme: 'light',
    panes: {},
    rendering: '2d',
    patterns: true,
    labels: true,
    startWith: 'workspace',
    textSize: 150,
    announce: true,
  };
  fs.writeFileSync(path.join(userData, 'settings.json'), JSON.stringify(settings));
  for (const round of [1, 2]) {
    const own = await launch({ userData });
    await own.page.locator('.stage-heading', { hasText: 'Virtual machines' }).waitFor();
    await own.page.keyboard.press('`');
    await own.page.locator('.xterm-helper-textarea').focus();
    await expect(rows(own.page)).toContainText('desk $');
    if (round === 1) await type(own.page, 'echo remembered line');
    else await own.page.keyboard.press('ArrowUp');
    await expect(rows(own.page)).toContainText('echo remembered line');
    await expect(rows(own.page)).toHaveCSS('font-size', '18px');
    await expect(own.page.locator('.xterm-accessibility')).toContainText('echo remembered line');
    if (round === 1)
      await expect
        .poll(() => fs.readFileSync(path.join(userData, 'settings.json'), 'utf8'))
        .toContain('remembered line');
    await own.close();
  }
  fs.rmSync(userData, { recursive: true });
});

test('text of a file never steers the terminal', async () => {
  const { page, app } = strata;
  const evil =
    '\\u001b[2147483647b\\u001b]0;pwned\\u0007\\u001b]52;c;aGk=\\u0007\\u001b]8;;https://bad/\\u0007x\\u001bP1$r\\u001b\\\\\\u009b2J';
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'strata-evil-')), 'evil.json');
  fs.writeFileSync(file, shippedText('three-ways').replace('"thumb:1"', `"thumb${evil}:1"`));
  await app.evaluate(
    ({ dialog }, chosen) =>
      void (dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })),
    file,
  );
  await page.locator('.document-name').click();
  await page.getByRole('menuitem', { name: /Open file/ }).click();
  await expect(page.locator('.document-name')).toContainText('Burst');
  const title = await page.title();
  await page.keyboard.press('`');
  await page.locator('.xterm-helper-textarea').focus();
  await type(page, 'clear; docker ps | head -2; docker images; docker inspect api-1 | grep Image');
  await expect(rows(page)).toContainText('\\u001b[2147483647b');
  expect(await page.title()).toBe(title);
  expect(await rows(page).locator('a').count()).toBe(0);
  await screenshot(page, 'terminal-evil');
  await type(page, 'clear; echo alive');
  await expect(rows(page)).toContainText('alive');
});

test('wrote no error to the console', () => {
  expect(strata.problems).toEqual([]);
});
