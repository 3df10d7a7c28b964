/** A photo site that leans on hosted back ends: for tests of what the stage shows of them. */
import { Lab, parseScenario } from '../../simulations';

export const PHOTO_SITE = {
  format: 'strata-scenario',
  version: 1,
  title: 'A photo site with hosted back ends',
  seed: 5,
  startsAt: '10:00:00',
  duration: '2 min',
  hosts: [
    { id: 'vm-a', cores: 8, memory: '16 GiB', hypervisor: 'type-1' },
    { id: 'vm-b', cores: 8, memory: '16 GiB', hypervisor: 'type-1' },
    { id: 'ct-host', cores: 8, memory: '16 GiB', engine: 'docker' },
    { id: 'cloud', cores: 64, memory: '16 GiB', platform: 'functions' },
  ],
  components: [
    { id: 'legacy', workers: 2, serviceTime: 'constant(50 ms)', memory: '150 MiB' },
    { id: 'front', workers: 400, serviceTime: 'constant(20 ms)', memory: '150 MiB' },
    { id: 'upload', workers: 1, serviceTime: 'constant(60 ms)', memory: '120 MiB', writesTo: ['pictures'] },
    { id: 'resize', workers: 1, serviceTime: 'constant(120 ms)', memory: '120 MiB' },
  ],
  services: [
    { id: 'orders', kind: 'database', latency: '8 ms', throughput: '20/s', queueLimit: 200 },
    { id: 'pictures', kind: 'object-store', latency: '50 ms' },
  ],
  functions: ['upload', 'resize'].map((component) => ({
    id: component,
    component,
    runtime: 'nodejs22.x',
    memory: '256 MiB',
    keepAlive: '10 min',
  })),
  triggers: [
    { id: 'on-upload', on: { kind: 'object-store', service: 'pictures' }, function: 'resize' },
    { id: 'nightly', on: { kind: 'schedule', every: '20 s' }, function: 'resize' },
  ],
  deployments: [
    {
      id: 'vms',
      technology: 'full-vm-type-1',
      hosts: ['vm-a', 'vm-b'],
      place: [{ component: 'legacy', name: 'web', guest: 'Linux', memory: '2 GiB', vcpus: 2, replicas: 3 }],
    },
    {
      id: 'containers',
      technology: 'container',
      hosts: ['ct-host'],
      orchestrator: 'kubernetes',
      place: [{ component: 'front', image: 'front:1', replicas: 3 }],
    },
    {
      id: 'functions',
      technology: 'cloud-function',
      hosts: ['cloud'],
      place: [{ function: 'upload' }, { function: 'resize' }],
    },
  ],
  routes: [
    { id: 'visit', steps: ['front', 'orders'] },
    { id: 'old', steps: ['legacy'] },
    { id: 'send', steps: ['upload'] },
  ],
  workloads: [
    { id: 'visitors', route: 'visit', arrivals: 'constant(30/s)' },
    { id: 'old', route: 'old', arrivals: 'constant(10/s)' },
    { id: 'senders', route: 'send', arrivals: 'constant(4/s)' },
  ],
} as const;

export function photoSite(seconds: number): Lab {
  const parsed = parseScenario(JSON.stringify(PHOTO_SITE));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const lab = Lab.open(parsed.value, { keepsCheckpoints: false });
  lab.runTo(seconds * 1e6);
  return lab;
}
