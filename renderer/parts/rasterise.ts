/** A picture of an SVG document by the window's own renderer, as PNG bytes. The document refers to nothing outside. */
export async function rasterise(svg: string, scale: number): Promise<Uint8Array> {
  await document.fonts.ready;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await withFonts(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this window cannot draw pictures');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null)
    throw new Error(`a picture of ${canvas.width} × ${canvas.height} pixels is too large for this window`);
  return new Uint8Array(await blob.arrayBuffer());
}

/** A picture made from a document of its own does not see the page's fonts: for this purpose alone they go into it. */
async function withFonts(svg: string): Promise<string> {
  const address = (await import('../../assets/fonts/plex-sans-var.woff2?url')).default;
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  const face = `<style>@font-face{font-family:'IBM Plex Sans';font-weight:100 700;src:url(data:font/woff2;base64,${btoa(binary)})}</style>`;
  return svg.replace('<defs>', `${face}<defs>`);
}
