import fs from 'node:fs';
import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import {
  drawArchitecture,
  EXPORT_FORMATS,
  Lab,
  LAYER_INKS,
  svgOf,
  VARIANTS,
  type Frame,
} from '../../../simulations';
import { read, root, shipped, shippedText } from '../../helpers/scenarios';

function frameOf(name: string, micros: number): Frame {
  const lab = Lab.open(shipped(name));
  lab.runTo(micros);
  return lab.frame();
}

describe('the architecture figure as SVG', () => {
  it.each(['three-ways', 'hot-search', 'real-traffic'])(
    '%s is well-formed, stands alone and holds real text',
    (name) => {
      for (const variant of VARIANTS) {
        const svg = svgOf(drawArchitecture(frameOf(name, 30e6), { variant }));
        expect(XMLValidator.validate(svg)).toBe(true);
        expect(svg).not.toMatch(
          /foreignObject|<script|<image|https?:\/\/(?!www\.w3\.org\/2000\/svg)|url\((?!#)|var\(--/,
        );
        expect(svg).toMatch(/role="img"/);
        expect(svg).toContain('Your code');
        expect(svg).toMatch(/seed \d+/);
      }
    },
  );

  it('is the same bytes for the same run', () => {
    const frame = frameOf('three-ways', 137.4e6);
    expect(svgOf(drawArchitecture(frame))).toBe(svgOf(drawArchitecture(structuredClone(frame))));
  });

  it('stays well-formed for any name', () => {
    for (const title of [
      '<script>alert(1)</script>',
      'a & b',
      '"quoted"',
      '\u0007\u001b]0;x\u0007',
      '\u202egnirts',
      'x'.repeat(290),
    ]) {
      const lab = Lab.open(
        read(
          JSON.stringify({
            ...(JSON.parse(shippedText('hot-search').replace(/^\s*\/\/.*$/gm, '')) as object),
            title,
          }),
        ),
      );
      const svg = svgOf(drawArchitecture(lab.frame()));
      expect(XMLValidator.validate(svg)).toBe(true);
      expect(new XMLParser().parse(svg)).toHaveProperty('svg');
      // oxlint-disable-next-line no-control-regex
      expect(svg).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|<script/);
    }
  });

  it('agrees with the golden file', () => {
    const golden = path.join(root, 'test/golden/three-ways-architecture.svg');
    const svg = svgOf(drawArchitecture(frameOf('three-ways', 137.4e6)));
    if (!fs.existsSync(golden)) fs.writeFileSync(golden, svg);
    if (fs.readFileSync(golden, 'utf8') !== svg)
      fs.writeFileSync(golden.replace('.svg', '-changed.svg'), svg);
    expect(fs.readFileSync(golden, 'utf8')).toBe(svg);
  });

  it('has the colours of the window', () => {
    const css = fs.readFileSync(path.join(root, 'renderer/styles/tokens.css'), 'utf8');
    for (const [layer, ink] of Object.entries(LAYER_INKS)) {
      for (const [suffix, colour] of [
        ['', ink.fill],
        ['-edge', ink.edge],
        ['-on', ink.on],
      ] as const) {
        expect(new RegExp(`--${layer}${suffix}:\\s*(#[0-9a-f]{6})`).exec(css)?.[1]).toBe(colour);
      }
    }
  });
});

describe('every export format', () => {
  it.each(EXPORT_FORMATS.map((format) => [format.id, format] as const))(
    '%s gives the same bytes for the same drawing',
    async (_id, format) => {
      const drawing = drawArchitecture(frameOf('hot-search', 5e6));
      const png = new Uint8Array(
        Buffer.from(
          'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
          'base64',
        ),
      );
      const host = { scale: 2, rasterise: () => Promise.resolve(png) };
      expect(await format.write(drawing, host)).toEqual(await format.write(drawing, host));
    },
  );
});
