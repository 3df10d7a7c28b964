/** Side by side: runs under one clock, a parameter against figures, two instants of a service graph. */
import type { ReactNode } from 'react';
import { Segmented } from '../parts/controls';
import { useSession, useView } from '../state/session';
import { text } from '../text/en';
import { GraphView } from './GraphView';
import { RunsView } from './RunsView';
import { SweepView } from './SweepView';

export function CompareMode(): ReactNode {
  const { view } = useSession();
  const tab = useView((state) => state.compareTab);
  const tabs = (
    <Segmented
      label={text.compare.show}
      value={tab}
      onChange={(compareTab) => view.setState({ compareTab })}
      options={[
        { value: 'runs', label: text.compare.runs },
        { value: 'sweep', label: text.compare.sweep },
        { value: 'graph', label: text.compare.graph },
      ]}
    />
  );
  switch (tab) {
    case 'runs':
      return <RunsView tabs={tabs} />;
    case 'sweep':
      return <SweepView tabs={tabs} />;
    case 'graph':
      return <GraphView tabs={tabs} />;
  }
}
