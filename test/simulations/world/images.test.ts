import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab, parseScenario, type Scenario } from '../../../simulations';
import {
  diskByOwner,
  imageBytes,
  imagesOnHost,
  layersOf,
  maybeImage,
} from '../../../simulations/world/images';
import { tenantsOf } from '../../../simulations/world/tenants';
import { oneHost, sandboxesOf, spanMs, type } from '../../helpers/starts';

const MB = 1e6;
const diskOf = ({ world }: Lab): ReturnType<typeof diskByOwner> =>
  diskByOwner(world, 0, tenantsOf(world)[0]!);
const layer = (id: string, megabytes: number): object => ({ id, size: `${megabytes} MB` });
const IMAGES = [
  { id: 'web:1', layers: [layer('base', 100), layer('runtime', 50), layer('web', 10)] },
  { id: 'api:1', layers: [layer('base', 100), layer('runtime', 50), layer('api', 20)] },
];

interface Settings {
  readonly replicas?: number;
  readonly host?: object;
  readonly component?: object;
  readonly images?: object;
  readonly times?: readonly string[];
}

const scenarioOf = ({
  replicas = 0,
  host = {},
  component = {},
  images = IMAGES,
  times = ['119 min'],
}: Settings = {}): Scenario =>
  oneHost({
    technology: 'container',
    host: { network: { bandwidth: '1 GB/s' }, disk: { read: '1 GB/s' }, ...host },
    extra: {
      images,
      components: [
        { id: 'web', serviceTime: '1 ms', ...component },
        { id: 'api', serviceTime: '1 ms' },
      ],
      deployments: [
        {
          id: 'one',
          technology: 'container',
          hosts: ['host'],
          place: [
            { component: 'web', image: 'web:1', replicas },
            { component: 'api', image: 'api:1', replicas: 0 },
          ],
        },
      ],
      routes: [{ id: 'r', steps: ['web'] }],
      workloads: [{ id: 'w', arrivals: { times } }],
    },
  });

const pullMs = (lab: Lab, name: string): number => {
  const box = sandboxesOf(lab).find(({ id }) => id === name);
  if (box === undefined) throw new Error(name);
  return spanMs(box, ['Pull image']);
};

describe('pulling an image', () => {
  it('takes the bytes that are missing over the registry’s connections, then unpacks them', () => {
    const lab = Lab.open(scenarioOf());
    type(lab, 'scale web 1');
    lab.runTo(60e6);
    // Three connections of 100 MB/s; the longest layer (100 MB, 260 MB unpacked) decides: 1 s to pull, 260 / 250 s to unpack.
    expect(pullMs(lab, 'web-1')).toBeCloseTo(1000 + 1040, 0);
  });

  it('a second image pulls only the layer that it does not share', () => {
    const lab = Lab.open(scenarioOf());
    type(lab, 'scale web 1');
    lab.runTo(60e6);
    type(lab, 'scale api 1');
    lab.runTo(120e6);
    expect(pullMs(lab, 'api-1')).toBeCloseTo(200 + (20 * 2.6 * 1000) / 250, 0);
  });

  it('is fetched once for all that wait, and not at all where it is', () => {
    const lab = Lab.open(scenarioOf());
    type(lab, 'scale web 5');
    lab.runTo(60e6);
    expect(new Set([1, 2, 3, 4, 5].map((i) => pullMs(lab, `web-${i}`))).size).toBe(1);
    type(lab, 'scale web 6');
    lab.runTo(120e6);
    expect(sandboxesOf(lab).find(({ id }) => id === 'web-6')?.phases[0]?.name).toBe('Create container');
    const cached = Lab.open(scenarioOf({ host: { images: ['web:1'] } }));
    type(cached, 'scale web 1');
    cached.runTo(60e6);
    expect(pullMs(cached, 'web-1')).toBe(0);
  });

  it('is slower where the card is narrow or shared: congestion', () => {
    const at = (bandwidth: string): number => {
      const lab = Lab.open(scenarioOf({ host: { network: { bandwidth } } }));
      type(lab, 'scale web 1');
      type(lab, 'scale api 1');
      lab.runTo(600e6);
      return Math.max(pullMs(lab, 'web-1'), pullMs(lab, 'api-1'));
    };
    // All of 180 MB over a card of 10 MB/s.
    expect(at('10 MB/s')).toBeGreaterThan(18_000);
    expect(at('10 MB/s')).toBeLessThan(20_000);
    expect(at('1 GB/s')).toBeLessThan(3000);
  });

  it('goes on when the sandbox that wanted it is stopped, and is there for the next', () => {
    const lab = Lab.open(scenarioOf());
    type(lab, 'scale web 1');
    lab.runTo(0.5e6);
    expect(lab.frame().hosts[0]?.pulling.length).toBe(2);
    type(lab, 'scale web 0');
    lab.runTo(60e6);
    type(lab, 'scale web 1');
    lab.runTo(120e6);
    expect(pullMs(lab, 'web-2')).toBe(0);
  });
});

describe('disk of a host', () => {
  it('holds each layer once, however many images and containers use it', () => {
    const lab = Lab.open(scenarioOf({ replicas: 3, host: { images: ['api:1'] } }));
    const bytes = (100 + 50 + 10 + 20) * 2.6 * MB;
    expect(diskOf(lab)).toEqual([{ owner: 'image layers', bytes }]);
    expect(lab.result().hosts[0]?.diskBytes).toBe(bytes);
    expect(imagesOnHost(lab.world, 0).map((image) => image.id)).toEqual(['web:1', 'api:1']);
    const web = maybeImage(lab.world, 'web:1');
    if (web === undefined) throw new Error('no image');
    expect(layersOf(lab.world, web).map((one) => one.label)).toEqual(['base', 'runtime', 'web']);
    expect(imageBytes(lab.world, 0, web)).toEqual({ sharedBytes: 390 * MB, ownBytes: 26 * MB });
  });

  it('grows by what containers write: a file copied up once, then what each request writes', () => {
    const scenario = scenarioOf({
      replicas: 1,
      component: { writes: { perRequest: '1 MB', copyUp: '50 MB' } },
      times: ['1 s', '2 s', '3 s', '4 s'],
      host: { disk: { read: '1 GB/s' } },
    });
    const lab = Lab.open(scenario);
    lab.runTo(60e6);
    const written = diskOf(lab).find(({ owner }) => owner === 'writable layers');
    expect(written?.bytes).toBe(54 * MB);
    // The first waited for the copy: 50 MB read and written at 1 GB/s.
    expect(lab.result().requests.latencyMs.max).toBeGreaterThan(100);
  });

  it('virtual disks are whole copies, or one image and what each changed', () => {
    const disks = (disk: string): number =>
      Lab.open(
        oneHost({ technology: 'full-vm-type-1', replicas: 10, place: { disk, guest: 'debian' } }),
      ).result().hosts[0]?.diskBytes ?? 0;
    expect(disks('full')).toBe(10 * 1.1e9);
    expect(disks('thin')).toBe(1.1e9);
  });
});

describe('images in a scenario', () => {
  it('have default layers where nothing is said, three of them shared', () => {
    const lab = Lab.open(scenarioOf({ replicas: 1, images: [], host: { images: ['api:1'] } }));
    expect(lab.world.model.layers.length).toBe(6);
    expect(imagesOnHost(lab.world, 0).length).toBe(2);
  });

  it.each([
    [{ images: [...IMAGES, { id: 'web:1', layers: [layer('x', 1)] }] }, 'images.2.id'],
    [{ images: [...IMAGES, { id: 'z', layers: [layer('base', 7)] }] }, 'images.2.layers.0.size'],
    [{ images: [IMAGES[1]] }, 'deployments.0.place.0.image'],
    [{ images: [{ id: 'web:1', layers: [] }] }, 'images.0.layers'],
  ])('are refused where they cannot be: %#', (change, path) => {
    const source = { ...(scenarioOf().source as object), ...change };
    const parsed = parseScenario(JSON.stringify(source));
    expect(parsed.ok ? [] : parsed.error.map((issue) => issue.path)).toContain(path);
  });

  it('every layer is on the disk once and every waiting sandbox gets ready, whatever the commands', () => {
    const act = fc.tuple(
      fc.constantFrom('web', 'api'),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 3000 }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const lab = Lab.open(scenarioOf({ host: { network: { bandwidth: '50 MB/s' } } }));
        let now = 0;
        for (const [name, count, wait] of acts) {
          type(lab, `scale ${name} ${count}`);
          lab.runTo((now += wait * 1000));
        }
        lab.runTo(now + 300e6);
        expect(sandboxesOf(lab).filter((box) => box.state !== 'running')).toEqual([]);
        expect(lab.frame().hosts[0]?.pulling).toEqual([]);
        const wanted = new Set(acts.filter(([, count]) => count > 0).map(([name]) => name));
        const bytes =
          wanted.size === 0 ? 0 : 150 + (wanted.has('web') ? 10 : 0) + (wanted.has('api') ? 20 : 0);
        const disk = lab.result().hosts[0]?.diskBytes ?? 0;
        // A pull that nobody waits for any more is finished all the same.
        expect(disk).toBe(bytes * 2.6 * MB);
      }),
      { numRuns: 40 },
    );
  });
});
