/**
 * Frame times of the 3D stage against a bare three.js scene of the same number of instances, in one canvas size, one after
 * the other in one window. Bundled by `bench-window.mjs` and evaluated in the real window, so that both meet the same
 * graphics. A frame counts until its pixels can be read back.
 */
import * as THREE from 'three';
import { Lab, parseScenario, sceneOf, type Frame } from '../../simulations';
import { placeHosts } from '../../renderer/stage/placement';
import { drawTiles, readPalette, TILE_PIXELS } from '../../renderer/stage/palette';
import { pack, tileSizes } from '../../renderer/stage/picture';
import { Stage3d } from '../../renderer/stage/stage-3d';

const WIDTH = 920;
const HEIGHT = 520;
const FRAMES = 7;
/** Pixels of the canvas for each of the page's, the same for both. */
const RATIO = 1;

export interface StageTimes {
  readonly sandboxes: number;
  readonly blocks: number;
  readonly instances: number;
  readonly layoutMs: number;
  readonly stageMs: number;
  readonly bareMs: number;
  readonly ratio: number;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const canvasOf = (): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, { position: 'fixed', left: '0', top: '0', zIndex: '99' });
  document.body.append(canvas);
  return canvas;
};

function finish(canvas: HTMLCanvasElement): void {
  const gl = canvas.getContext('webgl2');
  gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

function timed(frames: number, draw: (i: number) => void): number {
  const times: number[] = [];
  for (let i = 0; i < frames + 2; i++) {
    const began = performance.now();
    draw(i);
    if (i >= 2) times.push(performance.now() - began);
  }
  return median(times);
}

/** As plain as three.js gets: one instanced box, one colour each, one orthographic camera; all instances are rewritten. */
function bare(instances: number, frames: number): number {
  const canvas = canvasOf();
  const renderer = new THREE.WebGLRenderer({ canvas, antialias: false });
  renderer.setPixelRatio(RATIO);
  renderer.setSize(WIDTH, HEIGHT, false);
  const camera = new THREE.OrthographicCamera(-20, 20, 12, -12, 0, 100);
  camera.position.set(20, 20, 20);
  camera.lookAt(0, 0, 0);
  const mesh = new THREE.InstancedMesh(new THREE.BoxGeometry(), new THREE.MeshBasicMaterial(), instances);
  mesh.frustumCulled = false;
  const scene = new THREE.Scene().add(mesh);
  const side = Math.ceil(Math.sqrt(instances / 3));
  const matrix = new THREE.Matrix4();
  const colour = new THREE.Color();
  const size = 20 / side;
  const took = timed(frames, (frame) => {
    for (let i = 0; i < instances; i++) {
      const column = Math.floor(i / 3);
      matrix.makeScale(size * 0.8, size * 0.8, size * 0.8);
      matrix.setPosition((column % side) * size - 10, (i % 3) * size, Math.floor(column / side) * size - 10);
      mesh.setMatrixAt(i, matrix);
      mesh.setColorAt(i, colour.setHSL(((i + frame) % 8) / 8, 0.6, 0.5));
    }
    mesh.instanceMatrix.needsUpdate = true;
    if (mesh.instanceColor !== null) mesh.instanceColor.needsUpdate = true;
    renderer.render(scene, camera);
    finish(canvas);
  });
  mesh.dispose();
  renderer.dispose();
  renderer.forceContextLoss();
  canvas.remove();
  return took;
}

function stage(frame: Frame, frames: number): Omit<StageTimes, 'bareMs' | 'ratio' | 'instances'> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const tiles = { pixels: drawTiles(), side: TILE_PIXELS, sizes: tileSizes() };
  const drawer = new Stage3d(canvas, tiles, () => undefined);
  drawer.setPalette(readPalette(document.documentElement));
  const layouts: number[] = [];
  let blocks = 0;
  const stageMs = timed(frames, () => {
    const began = performance.now();
    const placements = placeHosts(sceneOf(frame).hosts.slice(0, 4), WIDTH, HEIGHT);
    const packed = pack({ placements, patterns: true, peeled: null, width: WIDTH, height: HEIGHT });
    layouts.push(performance.now() - began);
    blocks = packed.solid.count + packed.clear.count;
    drawer.draw(packed, RATIO);
    drawer.finish();
  });
  drawer.dispose();
  const sandboxes = frame.hosts.reduce((sum, host) => sum + host.sandboxes.length, 0);
  return { sandboxes, blocks, layoutMs: median(layouts), stageMs };
}

/** Layers of a container: what it brings of its own, and the code. */
const LAYERS = 2;

/** The stage of a scenario, half a second into it, against one bare instance for every layer of every sandbox. */
export function stageTimes(scenario: string, sandboxes: number): StageTimes {
  const parsed = parseScenario(scenario);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const lab = Lab.open(parsed.value, { keepsCheckpoints: false });
  lab.runTo(500_000);
  const frames = sandboxes > 20_000 ? 3 : FRAMES;
  const own = stage(lab.frame(), frames);
  const instances = sandboxes * LAYERS;
  const bareMs = bare(instances, frames);
  return { ...own, instances, bareMs, ratio: own.stageMs / bareMs };
}
