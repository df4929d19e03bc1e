import { createHash } from 'node:crypto';
import type { User } from '../../../directory/model.ts';
import { GraphError } from '../odata/graph-error.ts';
import { type GraphAnswer, type GraphRequest, idAt } from '../odata/graph-request.ts';
import { picture } from './picture.ts';
import { userAt } from './users.ts';

/** Pixels along each side, as documented for photos of Microsoft 365. */
const sizes = [48, 64, 96, 120, 240, 360, 432, 504, 648];
const largest = 648;
const type = 'image/png';

/** The bytes, in the size of the address or in the largest one. */
export async function getPhoto(request: GraphRequest): Promise<GraphAnswer> {
  const bytes = await pictureAt(request);
  return { status: 200, media: { type, bytes }, headers: { etag: etagOf(bytes) } };
}

/** What the photo is like. */
export async function getPhotoDetails(request: GraphRequest): Promise<GraphAnswer> {
  const { root } = request;
  const { objectId } = await userAt(request);
  const details = detailsOf(sizeAt(request), await pictureAt(request));
  const context = `${root}/$metadata#users('${objectId}')/photo/$entity`;
  return { status: 200, json: { '@odata.context': context, ...details } };
}

export async function listPhotos(request: GraphRequest): Promise<GraphAnswer> {
  const user = await userWithPhoto(request);
  const context = `${request.root}/$metadata#users('${user.objectId}')/photos`;
  const value = sizes.map((size) => detailsOf(size, picture(user.objectId, size)));
  return { status: 200, json: { '@odata.context': context, value } };
}

const detailsOf = (size: number, bytes: Buffer) => ({
  '@odata.mediaContentType': type,
  '@odata.mediaEtag': etagOf(bytes),
  id: `${size}x${size}`,
  height: size,
  width: size,
});

const etagOf = (bytes: Buffer): string =>
  `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16).toUpperCase()}"`;

async function pictureAt(request: GraphRequest): Promise<Buffer> {
  const { objectId } = await userWithPhoto(request);
  return picture(objectId, sizeAt(request));
}

async function userWithPhoto(request: GraphRequest): Promise<User> {
  const user = await userAt(request);
  if (user.hasPhoto !== true) throw imageNotFound();
  return user;
}

function sizeAt(request: GraphRequest): number {
  const name = idAt(request, 1).toLowerCase();
  if (name === '') return largest;
  const size = sizes.find((each) => `${each}x${each}` === name);
  if (size === undefined) throw imageNotFound();
  return size;
}

const imageNotFound = () =>
  new GraphError(
    404,
    'ImageNotFound',
    "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
  );
