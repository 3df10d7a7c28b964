/**
 * The stage's shaders. A block is three faces of one instanced box; the vertex shader projects cells to pixels exactly
 * as `placement.ts` does, so that the 3D and the 2D picture coincide. Edges and patterns are drawn in the fragment
 * shader: one draw call for all blocks, whatever their number.
 */
export const MAX_HOSTS = 4;

const PROJECT = `
uniform vec2 uSize;
uniform vec3 uHosts[${MAX_HOSTS}];
vec4 projectCell(vec3 cell, int host) {
  vec3 h = uHosts[host];
  vec2 px = h.xy + h.z * vec2((cell.x - cell.y) * 0.8660254, (cell.x + cell.y) * 0.5 - cell.z);
  // The eye looks along (1, 1, 1): what has the larger sum is nearer.
  return vec4(px.x / uSize.x * 2.0 - 1.0, 1.0 - px.y / uSize.y * 2.0, -(cell.x + cell.y + cell.z) / 60.0, 1.0);
}`;

export const BLOCK_VERTEX = `
precision highp float;
in vec2 corner;
in float face;
in vec3 origin;
in vec3 size;
in vec4 style;
out vec2 vCorner;
out vec2 vLengths;
out vec2 vPlane;
flat out int vFace;
flat out vec4 vStyle;
${PROJECT}
void main() {
  int host = int(style.z + 0.5);
  float unit = uHosts[host].z;
  vec3 cell = origin;
  vFace = int(face + 0.5);
  if (vFace == 0) { cell += vec3(corner.x * size.x, corner.y * size.y, size.z); vLengths = size.xy * unit; vPlane = cell.xy * unit; }
  else if (vFace == 1) { cell += vec3(corner.x * size.x, size.y, corner.y * size.z); vLengths = size.xz * unit; vPlane = vec2(cell.x, -cell.z) * unit; }
  else { cell += vec3(size.x, corner.x * size.y, corner.y * size.z); vLengths = size.yz * unit; vPlane = vec2(-cell.y, -cell.z) * unit; }
  vCorner = corner;
  vStyle = style;
  gl_Position = projectCell(cell, host);
}`;

/** style = (layer, kind, host, -): kind 0 solid, 1 dimmed, 2 reserved, 3 starting, 4 no room. */
export const BLOCK_FRAGMENT = `
precision highp float;
precision highp sampler2DArray;
uniform vec3 uFaces[24];
uniform vec3 uEdges[8];
uniform vec3 uOn[8];
uniform vec2 uTiles[8];
uniform sampler2DArray uPatterns;
uniform float uPattern;
uniform vec3 uGhostLine;
uniform vec4 uGhostFill;
uniform vec3 uAlert;
in vec2 vCorner;
in vec2 vLengths;
in vec2 vPlane;
flat in int vFace;
flat in vec4 vStyle;
out vec4 color;
void main() {
  int layer = int(vStyle.x + 0.5);
  int kind = int(vStyle.y + 0.5);
  vec2 near = min(vCorner, 1.0 - vCorner) * vLengths * 0.8660254;
  float edge = min(near.x, near.y);
  if (kind >= 2) {
    float along = near.x < near.y ? vCorner.y * vLengths.y : vCorner.x * vLengths.x;
    float period = kind == 3 ? 4.4 : 5.4;
    float dash = step(mod(along, period), kind == 3 ? 2.2 : 3.0);
    float line = (1.0 - smoothstep(0.4, 1.1, edge)) * dash;
    vec3 ink = kind == 4 ? uAlert : uGhostLine;
    color = vec4(mix(uGhostFill.rgb, ink, line), max(uGhostFill.a, line));
    return;
  }
  vec3 base = uFaces[layer * 3 + vFace];
  float strength = uPattern * (vFace == 0 ? 1.0 : 0.8);
  float ink = layer == 7 ? 0.0 : texture(uPatterns, vec3(vPlane / uTiles[layer], float(layer))).r;
  base = mix(base, uOn[layer], ink * strength);
  float line = 1.0 - smoothstep(0.15, 0.85, edge);
  // What is peeled away keeps its outline.
  color = vec4(mix(base, uEdges[layer], line), kind == 1 ? max(0.2, line * 0.7) : 1.0);
}`;

export const LINE_VERTEX = `
precision highp float;
in vec3 position;
in vec2 info;
out float vAlpha;
flat out int vWhite;
${PROJECT}
void main() {
  vAlpha = info.y;
  vWhite = info.x >= 10.0 ? 1 : 0;
  gl_Position = projectCell(position, int(mod(info.x, 10.0) + 0.5));
}`;

export const LINE_FRAGMENT = `
precision highp float;
uniform vec3 uTank;
in float vAlpha;
flat in int vWhite;
out vec4 color;
void main() { color = vec4(vWhite == 1 ? vec3(1.0) : uTank, vAlpha); }`;
