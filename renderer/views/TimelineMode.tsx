/** How long things take: the start-up of every technology, and one request from arrival to answer. */
import { useState, type ReactNode } from 'react';
import { Segmented } from '../parts/controls';
import { text } from '../text/en';
import { RequestView } from './RequestView';
import { StartUpView } from './StartUpView';

type Tab = 'starts' | 'request';

export function TimelineMode(): ReactNode {
  const [tab, setTab] = useState<Tab>('starts');
  const tabs = (
    <Segmented
      label={text.timeline.show}
      value={tab}
      onChange={setTab}
      options={[
        { value: 'starts', label: text.timeline.starts },
        { value: 'request', label: text.timeline.request },
      ]}
    />
  );
  return (
    <main className="view-mode">
      {tab === 'starts' ? <StartUpView tabs={tabs} /> : <RequestView tabs={tabs} />}
    </main>
  );
}
