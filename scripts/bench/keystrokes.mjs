/** How soon a letter that is typed in the terminal stands on its screen: in frames, and in milliseconds. */
const LETTERS = 40;

/** Types letters one by one, and gives the median of frames and of milliseconds until each is seen. */
async function typed(page) {
  await page.locator('.xterm-helper-textarea').focus();
  await page.evaluate(() => {
    globalThis.keys = [];
    if (globalThis.watchesKeys) return;
    globalThis.watchesKeys = true;
    const rows = document.querySelector('.xterm-rows');
    document.addEventListener(
      'keydown',
      ({ key, ctrlKey }) => {
        if (ctrlKey || !/^[a-z]$/.test(key)) return;
        const began = performance.now();
        const before = rows.textContent;
        let frames = 0;
        let seen = false;
        const frame = () => {
          frames++;
          if (!seen && frames < 120) requestAnimationFrame(frame);
        };
        // Asked before xterm asks: in a frame this comes first, and what xterm draws in it is seen after it.
        requestAnimationFrame(frame);
        new MutationObserver((_, me) => {
          if (rows.textContent === before) return;
          seen = true;
          me.disconnect();
          globalThis.keys.push({ frames, ms: performance.now() - began });
        }).observe(rows, { childList: true, subtree: true, characterData: true });
      },
      true,
    );
  });
  for (let i = 0; i < LETTERS; i++) {
    await page.keyboard.press('abcdefghij'[i % 10]);
    await page.waitForTimeout(70);
  }
  await page.keyboard.press('Control+u');
  const keys = await page.evaluate(() => globalThis.keys);
  const at = (values, share) =>
    values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? NaN;
  return {
    count: keys.length,
    frames: at(
      keys.map((key) => key.frames),
      0.5,
    ),
    slowest: at(
      keys.map((key) => key.frames),
      0.95,
    ),
    ms: at(
      keys.map((key) => key.ms),
      0.5,
    ),
  };
}

/** At rest and while a heavy run is played as fast as it goes: the second against the first. */
export async function keystrokes(page, note, name) {
  const rest = await typed(page);
  await page.locator('.stage-canvas').focus();
  for (let i = 0; i < 6; i++) await page.keyboard.press(']');
  await page.evaluate(() => document.querySelector('button.is-play')?.click());
  await page.waitForTimeout(1500);
  const heavy = await typed(page);
  note('keys', `${name}: letters that were seen, of ${2 * LETTERS}`, rest.count + heavy.count, '');
  note('keys', `${name}: a letter until it is on the terminal, at rest, median`, rest.ms, 'ms');
  note('keys', `${name}: the same while it is played, median`, heavy.ms, 'ms');
  note('keys', `${name}: frames until it is there, median`, heavy.frames, '', 1);
  note('keys', `${name}: frames until it is there, 95 of 100`, heavy.slowest, '');
  note('keys', `${name}: while it is played against at rest`, heavy.ms / rest.ms, 'x', 2);
}
