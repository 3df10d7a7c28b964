/** The 3D rendering: instanced blocks in three.js, drawn on demand and never at rest. */
import * as THREE from 'three';
import { FLOOR_COLUMNS, FLOOR_ROWS, LAYER_IDS, PATTERNS, type Box, type LayerId } from '../../simulations';
import { tankLines } from './Blocks2d';
import { drawTiles, readPalette, TILE_PIXELS, type Palette, type Rgb } from './palette';
import type { Placement, Point3 } from './placement';
import { BLOCK_FRAGMENT, BLOCK_VERTEX, LINE_FRAGMENT, LINE_VERTEX, MAX_HOSTS } from './shaders';

export interface Picture {
  readonly placements: readonly Placement[];
  readonly patterns: boolean;
  readonly peeled: LayerId | null;
  readonly width: number;
  readonly height: number;
}

const KINDS = { solid: 0, dimmed: 1, reserved: 2, starting: 3, 'no-room': 4 } as const;
/** Above this many blocks a software renderer draws at half resolution. */
const MANY_BLOCKS = 600;

class BlockMesh {
  readonly mesh: THREE.Mesh<THREE.InstancedBufferGeometry, THREE.RawShaderMaterial>;
  #capacity = 0;
  #data = { origin: new Float32Array(0), size: new Float32Array(0), style: new Float32Array(0) };
  #count = 0;

  constructor(uniforms: Record<string, THREE.IUniform>, transparent: boolean) {
    const geometry = new THREE.InstancedBufferGeometry();
    const quad = [0, 0, 1, 0, 1, 1, 0, 1];
    geometry.setAttribute('corner', new THREE.Float32BufferAttribute([...quad, ...quad, ...quad], 2));
    geometry.setAttribute('face', new THREE.Float32BufferAttribute([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], 1));
    geometry.setIndex([0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7, 8, 9, 10, 8, 10, 11]);
    const material = new THREE.RawShaderMaterial({
      glslVersion: THREE.GLSL3,
      vertexShader: BLOCK_VERTEX,
      fragmentShader: BLOCK_FRAGMENT,
      uniforms,
      transparent,
      depthWrite: !transparent,
      side: THREE.DoubleSide,
    });
    this.mesh = new THREE.Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = transparent ? 2 : 0;
  }

  begin(): void {
    this.#count = 0;
  }

  add(box: Box, layer: number, kind: number, host: number): void {
    if (this.#count === this.#capacity) this.#grow();
    const { origin, size, style } = this.#data;
    const [i, j] = [this.#count * 3, this.#count * 4];
    origin.set([box.x, box.y, box.z], i);
    size.set([box.width, box.depth, box.height], i);
    style.set([layer, kind, host, 0], j);
    this.#count++;
  }

  #grow(): void {
    this.#capacity = Math.max(256, this.#capacity * 2);
    for (const [name, width] of [
      ['origin', 3],
      ['size', 3],
      ['style', 4],
    ] as const) {
      const wider = new Float32Array(this.#capacity * width);
      wider.set(this.#data[name]);
      this.#data = { ...this.#data, [name]: wider };
      this.mesh.geometry.setAttribute(
        name,
        new THREE.InstancedBufferAttribute(wider, width).setUsage(THREE.DynamicDrawUsage),
      );
    }
  }

  end(): void {
    this.mesh.geometry.instanceCount = this.#count;
    this.mesh.visible = this.#count > 0;
    for (const name of ['origin', 'size', 'style']) {
      const attribute = this.mesh.geometry.getAttribute(name);
      if (attribute !== undefined) attribute.needsUpdate = true;
    }
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

export class Stage3d {
  readonly #renderer: THREE.WebGLRenderer;
  readonly #scene = new THREE.Scene();
  readonly #camera = new THREE.Camera();
  readonly #uniforms: Record<string, THREE.IUniform>;
  readonly #solid: BlockMesh;
  readonly #clear: BlockMesh;
  readonly #lines: THREE.LineSegments<THREE.BufferGeometry, THREE.RawShaderMaterial>;
  readonly #patterns: THREE.DataArrayTexture;
  readonly software: boolean;

  /** Throws where WebGL 2 is not there. `onLost` is called when it is taken away later. */
  constructor(canvas: HTMLCanvasElement, onLost: () => void) {
    this.software = isSoftware();
    this.#renderer = new THREE.WebGLRenderer({
      canvas,
      alpha: true,
      antialias: !this.software,
      premultipliedAlpha: false,
      powerPreference: 'low-power',
    });
    this.#renderer.outputColorSpace = THREE.LinearSRGBColorSpace;
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      onLost();
    });
    this.#patterns = new THREE.DataArrayTexture(drawTiles(), TILE_PIXELS, TILE_PIXELS, LAYER_IDS.length);
    Object.assign(this.#patterns, {
      format: THREE.RedFormat,
      wrapS: THREE.RepeatWrapping,
      wrapT: THREE.RepeatWrapping,
      minFilter: THREE.LinearMipmapLinearFilter,
      magFilter: THREE.LinearFilter,
      generateMipmaps: true,
      needsUpdate: true,
    });
    this.#uniforms = startUniforms(this.#patterns);
    this.#solid = new BlockMesh(this.#uniforms, false);
    this.#clear = new BlockMesh(this.#uniforms, true);
    const material = new THREE.RawShaderMaterial({
      glslVersion: THREE.GLSL3,
      vertexShader: LINE_VERTEX,
      fragmentShader: LINE_FRAGMENT,
      uniforms: this.#uniforms,
      transparent: true,
      depthWrite: false,
    });
    this.#lines = new THREE.LineSegments(new THREE.BufferGeometry(), material);
    this.#lines.frustumCulled = false;
    this.#lines.renderOrder = 1;
    this.#scene.add(this.#solid.mesh, this.#clear.mesh, this.#lines);
  }

  setPalette(palette: Palette): void {
    const vectors = (colours: readonly Rgb[]): THREE.Vector3[] => colours.map((c) => new THREE.Vector3(...c));
    const set = (name: string, value: unknown): void => {
      const uniform = this.#uniforms[name];
      if (uniform !== undefined) uniform.value = value;
    };
    set('uFaces', vectors(palette.faces));
    set('uEdges', vectors(palette.edges));
    set('uOn', vectors(palette.on));
    set('uGhostLine', new THREE.Vector3(...palette.ghostLine));
    set('uGhostFill', new THREE.Vector4(...palette.ghostFill));
    set('uAlert', new THREE.Vector3(...palette.alert));
    set('uTank', new THREE.Vector3(...palette.tank));
  }

  /** Draws one picture, now. */
  draw(picture: Picture): void {
    const { placements, width, height } = picture;
    this.#solid.begin();
    this.#clear.begin();
    let blocks = 0;
    placements.slice(0, MAX_HOSTS).forEach((placement, host) => {
      for (const block of [...placement.layout.plates, ...placement.layout.blocks]) {
        const dimmed = picture.peeled !== null && picture.peeled !== block.layer;
        (dimmed ? this.#clear : this.#solid).add(
          block,
          LAYER_IDS.indexOf(block.layer),
          dimmed ? KINDS.dimmed : KINDS.solid,
          host,
        );
        blocks++;
      }
      for (const ghost of placement.layout.ghosts) this.#clear.add(ghost, 0, KINDS[ghost.kind], host);
    });
    this.#solid.end();
    this.#clear.end();
    this.#setLines(placements);
    this.#setView(picture);
    // A software renderer pays by the pixel: small scenes get smooth edges from twice the pixels, large ones get fewer.
    const ratio = this.software ? (blocks > MANY_BLOCKS ? 0.75 : 2) : Math.min(2, window.devicePixelRatio);
    this.#renderer.setPixelRatio(ratio);
    this.#renderer.setSize(width, height, false);
    this.#renderer.render(this.#scene, this.#camera);
  }

  #setView({ placements, width, height, patterns }: Picture): void {
    const hosts = Array.from({ length: MAX_HOSTS }, (_, i) => {
      const placement = placements[i];
      return placement === undefined
        ? new THREE.Vector3(0, 0, 1)
        : new THREE.Vector3(placement.originX, placement.originY, placement.unit);
    });
    Object.assign(this.#uniforms['uHosts'] ?? {}, { value: hosts });
    Object.assign(this.#uniforms['uSize'] ?? {}, { value: new THREE.Vector2(width, height) });
    Object.assign(this.#uniforms['uPattern'] ?? {}, { value: patterns ? 0.15 : 0 });
  }

  #setLines(placements: readonly Placement[]): void {
    const positions: number[] = [];
    const info: number[] = [];
    const add = (host: number, points: readonly Point3[], white: boolean, alpha: number): void => {
      for (let i = 0; i + 1 < points.length; i++) {
        positions.push(...(points[i] ?? []), ...(points[i + 1] ?? []));
        info.push(host + (white ? 10 : 0), alpha, host + (white ? 10 : 0), alpha);
      }
    };
    placements.slice(0, MAX_HOSTS).forEach(({ layout }, host) => {
      const z = layout.floor + 0.004;
      for (let i = 1; i < FLOOR_COLUMNS; i++)
        add(
          host,
          [
            [i, 0, z],
            [i, FLOOR_ROWS, z],
          ],
          true,
          0.16,
        );
      for (let j = 1; j < FLOOR_ROWS; j++)
        add(
          host,
          [
            [0, j, z],
            [FLOOR_COLUMNS, j, z],
          ],
          true,
          0.16,
        );
      for (const line of tankLines(layout.floor, 'back')) add(host, line, false, 0.4);
      for (const line of tankLines(layout.floor, 'front')) add(host, line, false, 0.75);
    });
    this.#lines.geometry.setAttribute('position', new THREE.Float32BufferAttribute(positions, 3));
    this.#lines.geometry.setAttribute('info', new THREE.Float32BufferAttribute(info, 2));
  }

  dispose(): void {
    this.#solid.dispose();
    this.#clear.dispose();
    this.#lines.geometry.dispose();
    this.#lines.material.dispose();
    this.#patterns.dispose();
    this.#renderer.dispose();
  }
}

function startUniforms(patterns: THREE.DataArrayTexture): Record<string, THREE.IUniform> {
  const tiles = LAYER_IDS.map(
    (layer) => new THREE.Vector2(PATTERNS[layer]?.width ?? 8, PATTERNS[layer]?.height ?? 8),
  );
  return {
    uSize: { value: new THREE.Vector2(1, 1) },
    uHosts: { value: [] },
    uFaces: { value: [] },
    uEdges: { value: [] },
    uOn: { value: [] },
    uTiles: { value: tiles },
    uPatterns: { value: patterns },
    uPattern: { value: 0.15 },
    uGhostLine: { value: new THREE.Vector3() },
    uGhostFill: { value: new THREE.Vector4() },
    uAlert: { value: new THREE.Vector3() },
    uTank: { value: new THREE.Vector3() },
  };
}

/** Whether WebGL is drawn by the processor; asked of a throw-away context before the real one is made. */
function isSoftware(): boolean {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2');
  if (gl === null) throw new Error('WebGL 2 is not available');
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}

export { readPalette };
