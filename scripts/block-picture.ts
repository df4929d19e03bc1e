import type { Page } from 'playwright';
import { blockFont } from './block-font.ts';

/** Pixels along the side of a cell: coarse enough for antialiasing, fine enough for a button. */
const side = 16;

/**
 * Sets all text of the page in boxes, so that a picture depends on no font of this machine, and
 * measured times, lengths and ports to one number, so that it depends on no run.
 */
export async function setInBlocks(page: Page): Promise<void> {
  await page.evaluate(async (font) => {
    const data = Uint8Array.from(atob(font), (character) => character.charCodeAt(0));
    const face = await new FontFace('Blocks', data).load();
    document.fonts.add(face);
    const sheet = new CSSStyleSheet();
    // A weight or slant that the font lacks would be made by smearing the boxes.
    sheet.replaceSync(
      '*, ::before, ::after, ::placeholder { font-family: Blocks !important; font-synthesis: none !important; }',
    );
    document.adoptedStyleSheets.push(sheet);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      const measured =
        text.nodeValue
          ?.replace(/\d+(?= (?:ms|characters)\b)/g, '100')
          .replace(/(?<=localhost:|127\.0\.0\.1:)\d+/g, '4321') ?? '';
      if (measured !== text.nodeValue) text.nodeValue = measured;
    }
    await document.fonts.ready;
  }, blockFont().toString('base64'));
}

/** The mean colour of each cell of a picture, as a picture with a pixel for each. */
export async function cellsOf(page: Page, picture: Buffer): Promise<Buffer> {
  const cells = await page.evaluate(
    async ({ png, side }) => {
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes]));
      const [across, down] = [Math.ceil(image.width / side), Math.ceil(image.height / side)];
      const full = new OffscreenCanvas(image.width, image.height).getContext('2d');
      const small = new OffscreenCanvas(across, down).getContext('2d');
      if (!full || !small) throw new Error('This browser cannot read pictures.');
      full.drawImage(image, 0, 0);
      const means = small.createImageData(across, down);
      for (let cell = 0; cell < across * down; cell += 1) {
        const [left, top] = [(cell % across) * side, Math.floor(cell / across) * side];
        const [width, height] = [
          Math.min(side, image.width - left),
          Math.min(side, image.height - top),
        ];
        const { data } = full.getImageData(left, top, width, height);
        const sums = [0, 0, 0, 0];
        for (let at = 0; at < data.length; at += 1)
          sums[at % 4] = (sums[at % 4] ?? 0) + (data[at] ?? 0);
        means.data.set(
          sums.map((sum) => Math.round(sum / (width * height))),
          cell * 4,
        );
      }
      small.putImageData(means, 0, 0);
      const blob = await small.canvas.convertToBlob({ type: 'image/png' });
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    { png: picture.toString('base64'), side },
  );
  return Buffer.from(cells);
}

/**
 * Where two pictures of cells differ clearly, as "x,y" of the cells' corners in pixels of the page.
 * Pictures of different sizes differ everywhere.
 */
export async function differingCells(page: Page, one: Buffer, other: Buffer): Promise<string[]> {
  return page.evaluate(
    async ({ pngs, side, clearly }) => {
      const [first, second] = await Promise.all(
        pngs.map(async (png) => {
          const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes]));
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
          if (!context) throw new Error('This browser cannot read pictures.');
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (!first || !second || first.width !== second.width || first.height !== second.height) {
        return ['everywhere: the sizes differ'];
      }
      const differing = new Set<number>();
      for (const [at, value] of first.data.entries()) {
        if (Math.abs(value - (second.data[at] ?? 0)) > clearly) differing.add(Math.floor(at / 4));
      }
      return [...differing].map(
        (cell) => `${(cell % first.width) * side},${Math.floor(cell / first.width) * side}`,
      );
    },
    {
      pngs: [one, other].map((picture) => picture.toString('base64')),
      side,
      clearly: 8,
    },
  );
}
