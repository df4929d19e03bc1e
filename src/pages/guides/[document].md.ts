import type { APIRoute } from 'astro';
import { documentsOf } from '../../markdown/entries-as-markdown.ts';
import { markdownResponse } from '../../markdown/markdown-page.ts';

export const prerender = true;

export const getStaticPaths = () => documentsOf('guides');

export const GET: APIRoute<{ markdown: string }> = ({ props }) => markdownResponse(props.markdown);
