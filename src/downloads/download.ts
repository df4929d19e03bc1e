import { sha256 } from './sha256.ts';
import { reproducibleZip } from './zip.ts';

export interface Download {
  /** Of its folder and, with ".zip", of its file. */
  name: string;
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
  files: readonly { path: string; bytes: number }[];
}

/** The files as a zip, in one folder of the same name. */
export function download(name: string, files: ReadonlyMap<string, string>): Download {
  const bytes = reproducibleZip(name, files);
  const contents = [...files].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) }));
  return {
    name,
    fileName: `${name}.zip`,
    bytes,
    sha256: sha256(bytes),
    files: contents.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
