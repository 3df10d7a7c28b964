/** The stage: one to four hosts, drawn in 3D or 2D from one scene, with everything reachable by keyboard. */
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { LayerId, Scene, SceneHost } from '../../simulations';
import { Segmented } from '../parts/controls';
import { isOld } from '../parts/profile-age';
import { text } from '../text/en';
import { Blocks2d } from './Blocks2d';
import { Callouts } from './Callouts';
import { Canvas3d } from './Canvas3d';
import { Ground } from './Ground';
import { Overlay } from './Overlay';
import { hitTest, MOST_BLOCKS, PLAIN, placeHosts } from './placement';
import { useSize } from './use-size';

export type Rendering = '3d' | '2d' | 'flat';
const RENDERINGS: readonly Rendering[] = ['3d', '2d', 'flat'];

export interface StagePaneProps {
  readonly scene: Scene | null;
  readonly selection: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly rendering: Rendering;
  readonly onRenderingChange: (rendering: Rendering) => void;
  readonly labels: boolean;
  readonly onLabelsChange: (shown: boolean) => void;
  readonly patterns: boolean;
  readonly onPatternsChange: (shown: boolean) => void;
  readonly peeled: LayerId | null;
  readonly theme: 'light' | 'dark';
  /** The flat rendering, where the stage has one. */
  readonly flat?: ReactNode;
  /** Another picture in place of the hosts: farther away, or nearer. */
  readonly level?: ReactNode;
  /** The ways to the other levels, in the foot. */
  readonly breadcrumb?: ReactNode;
  readonly onOpen?: (id: string) => void;
  /** Without its foot: the controls are elsewhere. */
  readonly bare?: boolean;
  /** For a projector: no controls, and only the names that matter now. */
  readonly plain?: boolean;
  /** What tells it from other stages in the window. */
  readonly name?: string;
  /** A word on the state of the document where there is no scene. */
  readonly empty: ReactNode;
}

export function StagePane(props: StagePaneProps): ReactNode {
  const instead = props.level ?? (props.rendering === 'flat' ? props.flat : undefined);
  if (instead === undefined || props.scene === null) return <HostsStage {...props} />;
  return (
    <section className="stage" aria-label={text.stage.label} data-pane>
      <div className="stage-level">{instead}</div>
      <StageFoot {...props} lost={false} />
    </section>
  );
}

function HostsStage(props: StagePaneProps): ReactNode {
  const { scene, selection, onSelect, rendering, patterns, peeled, labels, theme } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const scope = useId();
  const [hovered, setHovered] = useState<string | null>(null);
  const [lost, setLost] = useState(false);
  const hosts = useMemo(() => hostsAround(scene, selection), [scene, selection]);
  // Whoever asks for 2D and then for 3D again asks whether the graphics have come back.
  if (lost && rendering !== '3d') setLost(false);
  const drawn = rendering === '3d' && !lost ? '3d' : '2d';
  const placements = useMemo(
    () =>
      width === 0
        ? []
        : placeHosts(hosts, width, height, MOST_BLOCKS[drawn], props.plain === true ? PLAIN : undefined),
    [hosts, width, height, drawn, props.plain],
  );
  const order = useMemo(() => walkOrder(scene), [scene]);

  const move = (event: KeyboardEvent): void => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    if (event.key === 'Escape') onSelect(null);
    if (event.key === 'Enter' && selection !== null) props.onOpen?.(selection);
    if (step === 0 || order.length === 0) return;
    event.preventDefault();
    const at = selection === null ? (step > 0 ? -1 : 0) : order.indexOf(selection);
    onSelect(order[(at + step + order.length) % order.length] ?? null);
  };
  const pointer = (event: { clientX: number; clientY: number }): string | null => {
    const box = frame.current?.getBoundingClientRect();
    return box === undefined ? null : hitTest(placements, event.clientX - box.left, event.clientY - box.top);
  };

  return (
    <section
      className="stage"
      aria-label={[text.stage.label, props.name].filter(Boolean).join(' ')}
      data-pane
    >
      <div
        ref={frame}
        className="stage-canvas"
        tabIndex={0}
        role="listbox"
        aria-label={text.stage.walk}
        aria-activedescendant={
          selection !== null && order.includes(selection) ? optionId(scope, selection) : undefined
        }
        onKeyDown={move}
        onPointerMove={(event) => setHovered(pointer(event))}
        onPointerLeave={() => setHovered(null)}
        onClick={(event) => onSelect(pointer(event))}
        onDoubleClick={(event) => {
          const id = pointer(event);
          if (id !== null) props.onOpen?.(id);
        }}
        data-drawn={drawn}
      >
        {scene !== null && width > 0 && (
          <>
            <Ground placements={placements} width={width} height={height} />
            {drawn === '3d' ? (
              <Canvas3d
                placements={placements}
                patterns={patterns}
                peeled={peeled}
                width={width}
                height={height}
                theme={theme}
                onLost={() => setLost(true)}
              />
            ) : (
              <Blocks2d
                placements={placements}
                patterns={patterns}
                peeled={peeled}
                width={width}
                height={height}
              />
            )}
            <Overlay
              placements={placements}
              selection={selection}
              hovered={hovered}
              peeled={peeled}
              labels={labels}
              plain={props.plain === true}
              width={width}
              height={height}
            />
            {props.bare !== true && (
              <Callouts placements={placements} selection={selection} plain={props.plain === true} />
            )}
          </>
        )}
        <Options scene={scene} selection={selection} scope={scope} />
      </div>
      {scene === null && <div className="stage-empty">{props.empty}</div>}
      <Headings hosts={hosts} plain={props.plain === true} />
      {props.bare !== true && props.plain !== true && (
        <StageFoot {...props} lost={lost && rendering === '3d'} />
      )}
    </section>
  );
}

/** What the arrow keys walk: each host, what stands on it, what stands beside it. */
const walkOrder = (scene: Scene | null): readonly string[] =>
  (scene?.hosts ?? []).flatMap((host) => [
    host.id,
    ...[...host.sandboxes, ...host.services, ...host.triggers].map(({ id }) => id),
  ]);

function Headings({
  hosts,
  plain,
}: {
  readonly hosts: readonly SceneHost[];
  readonly plain: boolean;
}): ReactNode {
  return hosts.map((host, i) => (
    <header
      key={host.id}
      className="stage-heading"
      style={{ left: `${(i * 100) / hosts.length}%`, maxWidth: `${100 / hosts.length}%` }}
    >
      <h2>{host.heading}</h2>
      <p>{host.sentence}</p>
      {host.limits !== null && !plain && (
        <p className="stage-profile">
          {text.stage.limits.replace('{0}', host.limits.label)}
          {isOld(host.limits.date, new Date()) && <b> {text.stage.oldProfile}</b>}
        </p>
      )}
    </header>
  ));
}

const MOST_HOSTS = 4;

/** Four hosts at a time: those among which the selection lies. */
export function hostsAround(scene: Scene | null, selection: string | null): readonly SceneHost[] {
  const hosts = scene?.hosts ?? [];
  if (hosts.length <= MOST_HOSTS) return hosts;
  const at = hosts.findIndex(
    ({ id, sandboxes, services, triggers }) =>
      id === selection ||
      selection?.startsWith(`${id}/`) === true ||
      sandboxes.some((s) => s.id === selection) ||
      [...services, ...triggers].some((one) => one.id === selection),
  );
  const first = Math.max(0, at - (at % MOST_HOSTS));
  return hosts.slice(first, first + MOST_HOSTS);
}

const optionId = (scope: string, id: string): string => `stage-${scope}-${id.replaceAll(/[^\w-]/g, '_')}`;

/** What the picture shows, for those who do not see it. */
function Options({
  scene,
  selection,
  scope,
}: {
  readonly scene: Scene | null;
  readonly selection: string | null;
  readonly scope: string;
}): ReactNode {
  return scene?.hosts.map((host) => (
    <div key={host.id} className="visually-hidden" role="group" aria-label={host.heading}>
      <div
        id={optionId(scope, host.id)}
        role="option"
        aria-selected={selection === host.id}
      >{`${host.heading} on ${host.id}: ${host.sentence}, ${host.door.waiting} waiting`}</div>
      {host.sandboxes.slice(0, 400).map((sandbox) => (
        <div
          key={sandbox.id}
          id={optionId(scope, sandbox.id)}
          role="option"
          aria-selected={selection === sandbox.id}
        >{`${sandbox.label}: ${sandbox.sentence}${sandbox.hit === null ? '' : `, ${sandbox.hit.word}: ${sandbox.hit.reason}`}`}</div>
      ))}
      {[...host.services, ...host.triggers].map((one) => (
        <div
          key={one.id}
          id={optionId(scope, one.id)}
          role="option"
          aria-selected={selection === one.id}
        >{`${one.label}: ${one.sentence}`}</div>
      ))}
    </div>
  ));
}

function StageFoot(props: StagePaneProps & { readonly lost: boolean }): ReactNode {
  return (
    <footer className="stage-foot">
      <nav className="breadcrumb" aria-label={text.stage.breadcrumb}>
        {props.breadcrumb ?? <b aria-current="page">{text.stage.hosts}</b>}
        {props.lost && <span className="quiet">{text.stage.lost}</span>}
      </nav>
      <div className="stage-controls">
        <Segmented
          label={text.stage.rendering}
          value={props.flat === undefined && props.rendering === 'flat' ? '2d' : props.rendering}
          onChange={props.onRenderingChange}
          options={RENDERINGS.filter((value) => value !== 'flat' || props.flat !== undefined).map(
            (value) => ({
              value,
              label: text.stage.renderings[value],
            }),
          )}
        />
        <div className="segmented" role="group" aria-label={text.stage.show}>
          <button
            type="button"
            aria-pressed={props.labels}
            onClick={() => props.onLabelsChange(!props.labels)}
          >
            {text.stage.labels}
          </button>
          <button
            type="button"
            aria-pressed={props.patterns}
            onClick={() => props.onPatternsChange(!props.patterns)}
          >
            {text.stage.patterns}
          </button>
        </div>
      </div>
    </footer>
  );
}
