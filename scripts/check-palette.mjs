// Checks tokens.css: contrast (WCAG 2) and colour-blind separation (Machado et al. 2009, severity 1; CIEDE2000).
// Usage: node scripts/check-palette.mjs        exits 1 when a rule is broken
import { readFileSync } from 'node:fs';
const css = readFileSync(new URL('../renderer/styles/tokens.css', import.meta.url), 'utf8')
  .replaceAll("'", '"')
  .replaceAll(/,\s*\n/g, ', ');
const block = (re) =>
  Object.fromEntries(
    [...(css.match(re) || [''])[0].matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]),
  );
const core = block(/:root \{[\s\S]*?\n\}/),
  light = block(/:root, \[data-theme="light"\] \{[\s\S]*?\n\}/),
  dark = block(/\[data-theme="dark"\] \{[\s\S]*?\n\}/);
const K = ['hw', 'hv', 'hk', 'go', 'ce', 'ct', 'fn'];
const rgb = (h) => [1, 3, 5].map((i) => parseInt(h.slice(i, i + 2), 16) / 255),
  lin = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4),
  gam = (c) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
const lum = (h) => {
  const [r, g, b] = rgb(h).map(lin);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const cr = (a, b) => {
  const x = lum(a),
    y = lum(b);
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};
const M = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
const sim = (h, k) => {
  const v = rgb(h).map(lin),
    m = M[k];
  return (
    '#' +
    [0, 3, 6]
      .map((i) =>
        Math.round(255 * gam(Math.min(1, Math.max(0, m[i] * v[0] + m[i + 1] * v[1] + m[i + 2] * v[2]))))
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')
  );
};
const lab = (h) => {
  const [r, g, b] = rgb(h).map(lin),
    f = (t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const X = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047),
    Y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b),
    Z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * Y - 16, 500 * (X - Y), 200 * (Y - Z)];
};
function dE(p, q) {
  const [L1, a1, b1] = lab(p),
    [L2, a2, b2] = lab(q),
    C = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2,
    G = 0.5 * (1 - Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7))),
    A1 = a1 * (1 + G),
    A2 = a2 * (1 + G),
    c1 = Math.hypot(A1, b1),
    c2 = Math.hypot(A2, b2),
    d = 180 / Math.PI;
  const hue = (a, b) => (a || b ? (Math.atan2(b, a) * d + 360) % 360 : 0),
    h1 = hue(A1, b1),
    h2 = hue(A2, b2);
  let dh = c1 * c2 ? h2 - h1 : 0;
  if (dh > 180) dh -= 360;
  if (dh < -180) dh += 360;
  const dL = L2 - L1,
    dC = c2 - c1,
    dH = 2 * Math.sqrt(c1 * c2) * Math.sin(dh / 2 / d),
    L = (L1 + L2) / 2,
    c = (c1 + c2) / 2;
  let h = h1 + h2;
  if (c1 * c2) h = Math.abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? (h + 360) / 2 : (h - 360) / 2;
  const T =
      1 -
      0.17 * Math.cos((h - 30) / d) +
      0.24 * Math.cos((2 * h) / d) +
      0.32 * Math.cos((3 * h + 6) / d) -
      0.2 * Math.cos((4 * h - 63) / d),
    Rc = 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)),
    Sl = 1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2),
    Sc = 1 + 0.045 * c,
    Sh = 1 + 0.015 * c * T,
    Rt = -Math.sin((2 * 30 * Math.exp(-(((h - 275) / 25) ** 2))) / d) * Rc;
  return Math.sqrt((dL / Sl) ** 2 + (dC / Sc) ** 2 + (dH / Sh) ** 2 + Rt * (dC / Sc) * (dH / Sh));
}
let bad = 0;
const need = (ok, msg) => {
  if (!ok) {
    bad++;
    console.log('FAIL', msg);
  }
};
const worst = (list, surfaces) => Math.min(...list.flatMap((a) => surfaces.map((b) => cr(a, b))));
for (const [name, t] of [
  ['light', light],
  ['dark', dark],
]) {
  const surf = ['bg-canvas', 'bg-panel', 'bg-raised', 'bg-stage', 'bg-sunken'].map((k) => t[k]),
    work = ['bg-panel', 'bg-raised', 'bg-stage'].map((k) => t[k]);
  for (const k of ['ink', 'ink-2', 'ink-3', 'alert']) {
    const v = worst([t[k]], surf);
    need(v >= 4.5, `${name} ${k} ${v.toFixed(2)}`);
  }
  for (const k of K) {
    const v = worst([t[k + '-text']], surf),
      l = worst([t[k + '-line']], work);
    need(v >= 4.5, `${name} ${k}-text ${v.toFixed(2)}`);
    need(l >= 3, `${name} ${k}-line ${l.toFixed(2)}`);
  }
  console.log(
    name.padEnd(6),
    'text on worst surface',
    worst(
      ['ink', 'ink-2', 'ink-3', 'alert', ...K.map((k) => k + '-text')].map((k) => t[k]),
      surf,
    ).toFixed(2),
    ' line on worst surface',
    worst(
      K.map((k) => t[k + '-line']),
      work,
    ).toFixed(2),
    ' fill on stage',
    worst(
      K.map((k) => core[k]),
      [t['bg-stage']],
    ).toFixed(2),
  );
  need(
    worst(
      K.map((k) => core[k]),
      [t['bg-stage']],
    ) >= 3,
    name + ' fills on stage',
  );
}
for (const k of K) {
  const v = cr(core[k], core[k + '-on']),
    r = cr(core[k + '-right'], '#ffffff');
  need(v >= 4.5, `${k} label on fill ${v.toFixed(2)}`);
  need(r >= 4.5, `${k} white on right face ${r.toFixed(2)}`);
}
console.log(
  'labels on slabs: worst',
  Math.min(...K.map((k) => cr(core[k], core[k + '-on']))).toFixed(2),
  'left,',
  Math.min(...K.map((k) => cr(core[k + '-right'], '#ffffff'))).toFixed(2),
  'right',
);
for (const [name, pick, min] of [
  ['fills', (k) => core[k], 12],
  ['light lines', (k) => light[k + '-line'], 11],
  ['dark lines', (k) => dark[k + '-line'], 11],
  ['light text', (k) => light[k + '-text'], 8],
  ['dark text', (k) => dark[k + '-text'], 8],
]) {
  const row = Object.keys(M).map((v) => {
    let m = [1e9];
    K.forEach((a, i) =>
      K.slice(i + 1).forEach((b) => {
        const d = dE(sim(pick(a), v), sim(pick(b), v));
        if (d < m[0]) m = [d, a + '/' + b];
      }),
    );
    need(m[0] >= min, `${name} ${v} ${m[1]} ${m[0].toFixed(1)} < ${min}`);
    return `${v} ${m[0].toFixed(1)} ${m[1]}`;
  });
  console.log('smallest difference,', name.padEnd(12), row.join('   '));
}
console.log(bad ? bad + ' failed' : 'all rules hold');
process.exit(bad ? 1 : 0);
