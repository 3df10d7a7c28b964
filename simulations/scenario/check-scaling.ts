/** Settings of autoscalers, keep-alive and limits that contradict each other. */
import type { Issue } from '../base/errors';
import type { ScenarioFields } from './schema';

type Report = (path: readonly (string | number)[], issue: Omit<Issue, 'path'>) => void;

export function checkScaling(scenario: ScenarioFields, report: Report): void {
  scenario.functions.forEach((settings, i) => checkFunction(settings, i, report));
  scenario.deployments.forEach((deployment, i) => {
    deployment.place.forEach(({ autoscaler }, j) => {
      if (autoscaler === undefined || autoscaler.min === undefined || autoscaler.min <= autoscaler.max)
        return;
      report(['deployments', i, 'place', j, 'autoscaler', 'min'], {
        message: 'the least is above the most',
        expected: `at most ${autoscaler.max}`,
        found: String(autoscaler.min),
      });
    });
    const reserved = deployment.place.reduce((sum, place) => {
      const settings = scenario.functions.find(({ id }) => id === place.function);
      return sum + (settings?.reserved ?? 0);
    }, 0);
    const most = deployment.accountConcurrency;
    if (most !== undefined && reserved > most)
      report(['deployments', i, 'accountConcurrency'], {
        message: 'less than what its functions reserve',
        expected: `at least ${reserved}`,
        found: String(most),
      });
  });
}

function checkFunction(
  { provisioned, maxInstances, keepAlive }: ScenarioFields['functions'][number],
  index: number,
  report: Report,
): void {
  if (provisioned > maxInstances)
    report(['functions', index, 'provisioned'], {
      message: 'more than its limit of instances',
      expected: `at most ${maxInstances}`,
      found: String(provisioned),
    });
  if (keepAlive.policy !== 'hybrid-histogram') return;
  if (keepAlive.head > keepAlive.tail)
    report(['functions', index, 'keepAlive', 'head'], {
      message: 'the head is above the tail',
      expected: `at most ${keepAlive.tail}`,
      found: String(keepAlive.head),
    });
  const bins = keepAlive.range / keepAlive.bin;
  if (bins < 1 || bins > 100_000)
    report(['functions', index, 'keepAlive', 'bin'], {
      message: 'too wide or too narrow for its range',
      expected: '1 to 100,000 bins in the range',
      found: `${Math.round(bins)} bins`,
    });
}
