import { describe, expect, it } from 'vitest';
import {
  componentFormula,
  differenceFormula,
  layerFormula,
  pointFormula,
} from '../../renderer/parts/formulas';
import { DIFFERENCE_FIGURES, figureOf, frameDifferences } from '../../simulations';
import { sampleFrame } from '../helpers/sample-frame';

const frame = sampleFrame();
const [deployment] = frame.deployments;
if (deployment === undefined) throw new Error('the sample has no deployment');

describe('the formula of a figure', () => {
  it('adds a layer up over the hosts that have it, and gives the sum', () => {
    const [first, second] = frame.hosts.map((host) => ({
      ...host,
      memoryByOwner: [{ owner: 'go' as const, bytes: host === frame.hosts[0] ? 2 ** 30 : 2 ** 29 }],
    }));
    if (first === undefined || second === undefined) throw new Error('the sample has two hosts');
    expect(layerFormula('go', [first, second])).toBe(`${first.id} 1 GiB + ${second.id} 512 MiB = 1.5 GiB`);
    expect(layerFormula('ct', [first, second])).toBe('0 = 0 B');
  });

  it('says of a queue how many workers are taken, and of a share over how many workers', () => {
    const component = {
      ...deployment.components[0]!,
      replicas: 3,
      workers: 6,
      busy: 6,
      waitingOnCall: 2,
      queued: 72,
      utilization: 0.4,
    };
    expect(componentFormula('queue', component)).toContain('6 of 6 workers are taken');
    expect(componentFormula('workers', component)).toBe('3 replicas x 2 workers each = 6');
    expect(componentFormula('working', component)).toMatch(/^6 .* 2 .* = 4$/);
    expect(componentFormula('utilization', component)).toContain('= 40 %; at this instant 6 / 6');
    expect(componentFormula('workers', { ...component, replicas: 0, workers: 0 })).toContain('no worker');
  });

  it('is there for every figure of a comparison, with the value that the table shows', () => {
    const [group] = frameDifferences([frame]);
    for (const figure of DIFFERENCE_FIGURES)
      expect(differenceFormula(figure, frame, deployment.id), figure).not.toBe('');
    const running = group?.rows.find((row) => row.figure === 'running')?.values[0];
    expect(differenceFormula('running', frame, deployment.id)).toMatch(new RegExp(`= ${running}$`));
    expect(differenceFormula('running', frame, 'nowhere')).toBe('this run has no such deployment');
  });

  it('gives the replications of a point, their mean and its half-width', () => {
    const values = [10, 12, 14];
    const point = { written: '1 s', at: 1, figure: figureOf(values), replications: values };
    expect(pointFormula(point)).toBe('(10 + 12 + 14 = 36) / 3 = 12; ± t(0.975, 2) x s / √3 = 5');
    const one = { ...point, figure: figureOf([10]), replications: [10] };
    expect(pointFormula(one)).toBe('one run: 10; one run has no band');
    expect(pointFormula({ ...point, figure: null, replications: [] })).toContain('no such figure');
  });
});
