/** What a service calls: every call so far with its route and its traffic, and a new one without dragging. */
import { useState, type ReactNode } from 'react';
import { callsOf, entriesOf, idOf, type Call, type Source } from '../../simulations';
import { Field } from '../parts/fields';
import type { EditSession } from '../state/edit-session';
import { text } from '../text/en';
import { connectTo } from './actions';

export function Calls({ edit, from }: { readonly edit: EditSession; readonly from: string }): ReactNode {
  const calls = callsOf(edit.source, from);
  return (
    <div className="part-connect">
      <Connect edit={edit} from={from} />
      {calls.length > 0 && (
        <ul className="part-calls" aria-label={text.build.callsSoFar}>
          {calls.map((call) => (
            <li key={`${call.route} ${call.to}`}>
              <b>{call.to}</b>
              <Way edit={edit} call={call} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The route of a call and the traffic on it, each a way to its form. */
function Way({ edit, call }: { readonly edit: EditSession; readonly call: Call }): ReactNode {
  return (
    <span>
      {text.build.onRoute}{' '}
      <button type="button" className="link-button" onClick={() => edit.select(`routes.${call.route}`)}>
        {call.route}
      </button>
      {call.traffic.map(({ id, arrivals }) => (
        <button key={id} type="button" className="link-button" onClick={() => edit.select(`workloads.${id}`)}>
          {arrivals === '' ? id : `${id}: ${arrivals}`}
        </button>
      ))}
    </span>
  );
}

/** What a service can call or write to. */
const callable = (source: Source): readonly string[] =>
  [...entriesOf(source, 'components'), ...entriesOf(source, 'services')].map(idOf);

/** A connection without dragging: this service calls another. Chosen first, then made: a list walked by key makes none. */
function Connect({ edit, from }: { readonly edit: EditSession; readonly from: string }): ReactNode {
  const [chosen, setChosen] = useState('');
  const others = callable(edit.source).filter((id) => id !== from);
  if (others.length === 0) return null;
  const to = others.includes(chosen) ? chosen : '';
  const connect = (): void => {
    if (to === '') return;
    setChosen('');
    connectTo(edit, from, to);
  };
  return (
    <>
      <Field label={text.build.calls}>
        <select
          className="input"
          value={to}
          onChange={(event) => setChosen(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || to === '') return;
            event.preventDefault();
            connect();
          }}
        >
          <option value="">{text.build.choose}</option>
          {others.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </Field>
      <button type="button" className="button" aria-disabled={to === ''} onClick={connect}>
        {text.build.connect}
      </button>
    </>
  );
}
