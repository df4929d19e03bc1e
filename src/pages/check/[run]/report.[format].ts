import type { APIRoute } from 'astro';
import { htmlOf } from '../../../check-app/report/html.ts';
import { jsonOf } from '../../../check-app/report/json.ts';
import { textOf } from '../../../check-app/report/text.ts';
import type { Report } from '../../../check-app/run.ts';
import { checkRun } from '../../../check-page/check-runs.ts';

export const prerender = false;

const formats: Readonly<Record<string, { type: string; write: (report: Report) => string }>> = {
  html: { type: 'text/html', write: htmlOf },
  json: { type: 'application/json', write: jsonOf },
  txt: { type: 'text/plain', write: textOf },
};

/** The report of a run that has ended, as a file to keep. */
export const GET: APIRoute = ({ params: { run: id, format: name = '' } }) => {
  const ended = checkRun(id)?.ended;
  const format = formats[name];
  if (ended === undefined || 'problem' in ended || format === undefined)
    return new Response(null, { status: 404 });
  return new Response(format.write(ended), {
    headers: {
      'content-type': `${format.type}; charset=utf-8`,
      'content-disposition': `attachment; filename="check-app.${name}"`,
      'cache-control': 'no-store',
    },
  });
};
