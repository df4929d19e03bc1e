import type { Page } from 'playwright/test';

/**
 * The share (0 to 1) of a picture's cells of 16 by 16 pixels whose mean colour differs clearly from
 * the same cell of the other. Letters of another font hardly move it; a lost style sheet, theme or
 * column does. Pictures of different sizes differ wholly.
 *
 * @param page any page of a browser, which does the decoding
 */
export async function pictureDifference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async ({ pictures, cell, clearly }) => {
      const grids = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d');
          if (!context) throw new Error('This browser cannot read pictures.');
          context.drawImage(image, 0, 0);
          const { data } = context.getImageData(0, 0, image.width, image.height);
          return { data, width: image.width, height: image.height };
        }),
      );
      const [first, second] = grids;
      if (!first || first.width !== second?.width || first.height !== second.height) return 1;
      const { width, height } = first;
      let cells = 0;
      let different = 0;
      for (let top = 0; top < height; top += cell) {
        for (let left = 0; left < width; left += cell) {
          const sums = [0, 0, 0];
          let pixels = 0;
          for (let y = top; y < Math.min(top + cell, height); y += 1) {
            for (let x = left; x < Math.min(left + cell, width); x += 1) {
              const at = (y * width + x) * 4;
              pixels += 1;
              for (const channel of [0, 1, 2]) {
                sums[channel] =
                  (sums[channel] ?? 0) +
                  (first.data[at + channel] ?? 0) -
                  (second.data[at + channel] ?? 0);
              }
            }
          }
          cells += 1;
          if (sums.some((sum) => Math.abs(sum) / pixels > clearly)) different += 1;
        }
      }
      return different / cells;
    },
    { pictures: [one, other].map((picture) => picture.toString('base64')), cell: 16, clearly: 24 },
  );
}
