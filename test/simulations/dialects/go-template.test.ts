import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goTemplate } from '../../../simulations/dialects/output/go-template';
import { bytesSize, humanDuration, humanSize } from '../../../simulations/dialects/output/units';
import { columns, KUBECTL_TABS } from '../../../simulations/dialects/output/columns';

const data = { Names: 'api-1', Ports: ['80', '443'], State: { Pid: 12, Up: true }, Empty: [] };

describe('Go templates', () => {
  it.each([
    ['{{.Names}}', 'api-1'],
    ['{{ .State.Pid }}x', '12x'],
    ['{{json .Ports}}', '["80","443"]'],
    ['{{.Ports}}', '[80 443]'],
    ['{{join .Ports ","}}', '80,443'],
    ['{{range .Ports}}<{{.}}>{{end}}', '<80><443>'],
    ['{{range $i, $p := .Ports}}{{$i}}={{$p}} {{end}}', '0=80 1=443 '],
    ['{{range .Empty}}x{{else}}none{{end}}', 'none'],
    ['{{if .State.Up}}up{{else}}down{{end}}', 'up'],
    ['{{if not .State.Up}}up{{else}}down{{end}}', 'down'],
    ['{{with .State}}{{.Pid}}{{end}}', '12'],
    ['{{.Names | upper}}', 'API-1'],
    ['{{printf "%-6s|%s" .Names "x"}}', 'api-1 |x'],
    ['{{len .Ports}} {{index .Ports 1}}', '2 443'],
    ['{{if eq .Names "api-1"}}yes{{end}}', 'yes'],
    ['{{/* nothing */}}a', 'a'],
    ['{{(index .Ports 0)}}', '80'],
  ])('%s', (template, expected) => expect(goTemplate(template, data)).toEqual({ ok: true, value: expected }));
  it.each([
    '{{.Nmaes}}',
    '{{',
    '{{end}}',
    '{{if .Names}}',
    '{{nothing .Names}}',
    '{{.__proto__}}',
    '{{constructor .}}',
  ])('refuses %s', (template) => expect(goTemplate(template, data).ok).toBe(false));
  it('never throws', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '{{',
            '}}',
            '.Names',
            'range',
            'end',
            'if',
            '|',
            '(',
            ')',
            '"',
            ' ',
            '$x',
            ':=',
            'json',
            '-',
          ),
        ),
        (parts) => {
          goTemplate(parts.join(''), data);
        },
      ),
      { numRuns: 500 },
    ));
});

describe('units and columns as Docker and Kubernetes write them', () => {
  it('spans', () => {
    const spans = [0.4, 1, 59, 60, 119, 120, 3599, 3600, 7200, 172_800, 1_209_600, 5_184_000].map((s) =>
      humanDuration(s * 1e6),
    );
    expect(spans).toEqual([
      'Less than a second',
      '1 second',
      '59 seconds',
      'About a minute',
      'About a minute',
      '2 minutes',
      '59 minutes',
      'About an hour',
      '2 hours',
      '2 days',
      '2 weeks',
      '2 months',
    ]);
  });
  it('sizes', () => {
    expect([0, 999, 1000, 117e6, 1.236e9].map(humanSize)).toEqual(['0B', '999B', '1kB', '117MB', '1.24GB']);
    expect([0, 188 * 1024 ** 2, 1.953 * 1024 ** 3].map(bytesSize)).toEqual(['0B', '188MiB', '1.953GiB']);
  });
  it('cells are as wide as the widest plus padding; the last is not filled', () => {
    expect(
      columns([
        ['A', 'B'],
        ['long-name', 'x'],
      ]),
    ).toEqual(['A           B', 'long-name   x']);
    expect(columns([['ID', 'B']])).toEqual(['ID        B']);
    expect(
      columns(
        [
          ['NAME', 'AGE'],
          ['a', '1s'],
        ],
        KUBECTL_TABS,
      ),
    ).toEqual(['NAME   AGE', 'a      1s']);
  });
});
