/** A scenario at its instant, really run: a small picture of its stage. */
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { sceneOf, type Scene, type SceneHost } from '../../../simulations';
import { Blocks2d } from '../../stage/Blocks2d';
import { Ground } from '../../stage/Ground';
import { MOST_BLOCKS, placeHosts } from '../../stage/placement';
import { useSize } from '../../stage/use-size';
import { useSession } from '../../state/session';
import { readShipped, type ShippedScenario } from '../../state/shipped';
import { text } from '../../text/en';

export function Thumbnail({ scenario }: { readonly scenario: ShippedScenario }): ReactNode {
  const { client } = useSession();
  const holder = useRef<HTMLSpanElement>(null);
  const { width, height } = useSize(holder);
  const [scene, setScene] = useState<Scene | null>(null);
  useEffect(() => {
    const lab = `thumbnail-${scenario.id}`;
    let gone = false;
    const draw = async (): Promise<void> => {
      const request = { name: scenario.file, text: await readShipped(scenario.file) };
      if (gone) return;
      const opened = await client.open(lab, request, { onFrame: () => undefined, onBroken: () => undefined });
      if (!opened.ok || gone) return;
      const instant = await client.peekAt(lab, scenario.openAt);
      client.close(lab);
      if (instant !== null && !gone) setScene(sceneOf(instant));
    };
    void draw();
    return () => {
      gone = true;
      client.close(lab);
    };
  }, [client, scenario]);
  const placements = useMemo(
    () =>
      scene === null || width === 0
        ? []
        : placeHosts(scene.hosts.slice(0, 3).map(hostAlone), width, height, MOST_BLOCKS['2d'], {
            heading: 6,
            foot: 6,
          }),
    [scene, width, height],
  );
  return (
    <span ref={holder} className="thumbnail" aria-hidden="true">
      {scene === null ? (
        <span className="quiet">{text.start.drawing}</span>
      ) : (
        <>
          <Ground placements={placements} width={width} height={height} />
          <Blocks2d placements={placements} patterns={false} peeled={null} width={width} height={height} />
        </>
      )}
    </span>
  );
}

/** What stands beside a host has no room in a small picture. */
const hostAlone = (host: SceneHost): SceneHost => ({ ...host, services: [], triggers: [] });
