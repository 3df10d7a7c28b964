/** The 3D rendering: instanced blocks in three.js, drawn on demand and never at rest. Runs on a thread of its own. */
import * as THREE from 'three';
import type { Palette, Rgb } from './palette';
import type { Instances, Packed } from './picture';
import { BLOCK_FRAGMENT, BLOCK_VERTEX, LINE_FRAGMENT, LINE_VERTEX, MAX_HOSTS } from './shaders';

/** The pattern of every layer: white on black, side by side in depth. */
export interface Tiles {
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly side: number;
  readonly sizes: readonly (readonly [number, number])[];
}

const PARTS = [
  ['origin', 3],
  ['size', 3],
  ['style', 4],
] as const;

class BlockMesh {
  readonly mesh: THREE.Mesh<THREE.InstancedBufferGeometry, THREE.RawShaderMaterial>;
  #capacity = 0;

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

  set(instances: Instances): void {
    const { geometry } = this.mesh;
    geometry.instanceCount = instances.count;
    this.mesh.visible = instances.count > 0;
    if (instances.count > this.#capacity) this.#grow(instances.count);
    for (const [name, width] of PARTS) {
      const attribute = geometry.getAttribute(name);
      if (!(attribute instanceof THREE.InstancedBufferAttribute)) continue;
      attribute.array.set(instances[name]);
      attribute.clearUpdateRanges();
      attribute.addUpdateRange(0, instances.count * width);
      attribute.needsUpdate = true;
    }
  }

  #grow(count: number): void {
    this.#capacity = Math.max(256, this.#capacity * 2, count);
    for (const [name, width] of PARTS) {
      const attribute = new THREE.InstancedBufferAttribute(new Float32Array(this.#capacity * width), width);
      this.mesh.geometry.setAttribute(name, attribute.setUsage(THREE.DynamicDrawUsage));
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
  constructor(canvas: OffscreenCanvas, tiles: Tiles, onLost: () => void) {
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
    this.#patterns = new THREE.DataArrayTexture(tiles.pixels, tiles.side, tiles.side, tiles.sizes.length);
    Object.assign(this.#patterns, {
      format: THREE.RedFormat,
      wrapS: THREE.RepeatWrapping,
      wrapT: THREE.RepeatWrapping,
      minFilter: THREE.LinearMipmapLinearFilter,
      magFilter: THREE.LinearFilter,
      generateMipmaps: true,
      needsUpdate: true,
    });
    this.#uniforms = startUniforms(this.#patterns, tiles);
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
    this.#set('uFaces', vectors(palette.faces));
    this.#set('uEdges', vectors(palette.edges));
    this.#set('uOn', vectors(palette.on));
    this.#set('uGhostLine', new THREE.Vector3(...palette.ghostLine));
    this.#set('uGhostFill', new THREE.Vector4(...palette.ghostFill));
    this.#set('uAlert', new THREE.Vector3(...palette.alert));
    this.#set('uTank', new THREE.Vector3(...palette.tank));
  }

  #set(name: string, value: unknown): void {
    const uniform = this.#uniforms[name];
    if (uniform !== undefined) uniform.value = value;
  }

  /** Draws one picture, now, with so many pixels for each of the page's. */
  draw(packed: Packed, ratio: number): void {
    this.#solid.set(packed.solid);
    this.#clear.set(packed.clear);
    const { geometry } = this.#lines;
    geometry.dispose();
    geometry.setAttribute('position', new THREE.BufferAttribute(packed.linePositions, 3));
    geometry.setAttribute('info', new THREE.BufferAttribute(packed.lineInfo, 2));
    const hosts = Array.from(
      { length: MAX_HOSTS },
      (_, i) => new THREE.Vector3(...(packed.hosts[i] ?? [0, 0, 1])),
    );
    this.#set('uHosts', hosts);
    this.#set('uSize', new THREE.Vector2(packed.width, packed.height));
    this.#set('uPattern', packed.patterns ? 0.15 : 0);
    this.#renderer.setPixelRatio(ratio);
    this.#renderer.setSize(packed.width, packed.height, false);
    this.#renderer.render(this.#scene, this.#camera);
  }

  /** Returns when the picture is really drawn: what was asked of the graphics has been done. */
  finish(): void {
    const gl = this.#renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
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

function startUniforms(patterns: THREE.DataArrayTexture, tiles: Tiles): Record<string, THREE.IUniform> {
  return {
    uSize: { value: new THREE.Vector2(1, 1) },
    uHosts: { value: [] },
    uFaces: { value: [] },
    uEdges: { value: [] },
    uOn: { value: [] },
    uTiles: { value: tiles.sizes.map((size) => new THREE.Vector2(...size)) },
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
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new Error('WebGL 2 is not available');
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
