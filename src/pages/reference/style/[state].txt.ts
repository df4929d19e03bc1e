import type { APIRoute } from 'astro';
import type { Message } from '../../../auth/messages/message.ts';
import { traceText } from '../../../demo/trace-text.ts';
import { exampleStates } from '../../../style-guide/example-states.ts';

/** The example's trace as text, as the demo gives a real one. */
export const getStaticPaths = () =>
  exampleStates.flatMap(({ slug, state }) =>
    'messages' in state && state.messages.length > 0
      ? [{ params: { state: slug }, props: { messages: state.messages } }]
      : [],
  );

export const GET: APIRoute<{ messages: readonly Message[] }> = ({ props }) =>
  new Response(traceText('an invented example', props.messages));
