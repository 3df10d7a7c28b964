/** Required into Electron by `bench-window.mjs`: says when the first window is shown and when it can be used. */
const { app } = require('electron');

const say = (what) => process.stdout.write(`BENCH ${what} ${Date.now()}\n`);
const USABLE = `new Promise((done) => {
  const look = () => {
    const empty = document.body.dataset.empty === '1';
    const stage = document.querySelector('.stage-canvas canvas[data-drawn="1"], .stage-canvas svg[data-rendering]') !== null;
    const run = document.querySelector('[data-fingerprint]:not([data-fingerprint=""])') !== null;
    if (empty || (stage && run)) requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
    else setTimeout(look, 4);
  };
  look();
})`;

app.on('browser-window-created', (_event, window) => {
  window.once('show', () => say('shown'));
  window.webContents.once('dom-ready', () =>
    window.webContents.executeJavaScript(USABLE).then(() => {
      say('usable');
      setTimeout(() => app.exit(0), 50);
    }),
  );
});
