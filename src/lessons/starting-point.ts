import license from '../../LICENSE?raw';
import { apiSampleFiles } from '../downloads/api-samples.ts';
import { type Download, download } from '../downloads/download.ts';
import { sampleSources } from '../sample-source/sample-source.ts';
import { filesAt, lessonNamed, sample } from './lessons.ts';
import type { Files } from './patch.ts';

/**
 * The app after this many lessons, as it runs on its own: with the files of other samples that it imports, and
 * configured for the practice tenant.
 */
export function runnableFiles(stage: number): Files {
  const own = filesAt(stage);
  const files = apiSampleFiles(
    { name: sample },
    (name) => (name === sample ? own : sampleSources(name)),
    license,
  );
  return files.set('.env', own.get('.env.example') ?? '');
}

/** What a lesson starts with, as a zip. @throws an Error of one sentence for a lesson that there isn't */
export function startingPoint(slug: string): Download {
  const { order } = lessonNamed(slug);
  return download(`${sample}-${slug}`, runnableFiles(order - 1));
}
