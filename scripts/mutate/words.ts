import type { Ignorer } from '@stryker-mutator/api/ignore';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { z } from 'zod';

/** As much of Babel's path to a node as is needed here. */
interface Place {
  node: object;
  scope: { getProgramParent(): { getOwnBinding(name: string): { kind: string } | undefined } };
}

const Text = z.object({ type: z.enum(['StringLiteral', 'TemplateLiteral']) });
const Detail = z.object({ key: z.object({ name: z.literal('detail') }) });
/** Their texts end in `detail`, which is for the log. What else they take is a code, on which pages depend. */
const Call = z.object({
  callee: z.object({
    name: z.enum([
      'Error',
      'CredentialUnreadable',
      'RequestFailure',
      'UnusableTokens',
      'refused',
      'untrusted',
      'unusable',
    ]),
  }),
  arguments: z.array(z.custom<object>()),
});

/** An error's particulars that hold nothing but such a text. */
const OnlyDetail = z.object({
  type: z.literal('ObjectExpression'),
  properties: z.tuple([z.object({ key: z.object({ name: z.literal('detail') }), value: Text })]),
});

/** Texts that no code depends on: a test that repeats them would check nothing but the copy. */
const words: Ignorer = {
  shouldIgnore(path) {
    const { node, scope } = path as Place;
    if (OnlyDetail.safeParse(node).success) return 'words for the log';
    if (!Text.safeParse(node).success) return undefined;
    if (scope.getProgramParent().getOwnBinding('explanations')?.kind === 'const')
      return 'a sentence of an error page';
    const { parent } = path as { parent: unknown };
    if (Detail.safeParse(parent).success) return 'words for the log';
    const { data: call } = Call.safeParse(parent);
    if (call === undefined) return undefined;
    const isCode =
      ['RequestFailure', 'UnusableTokens', 'refused'].includes(call.callee.name) &&
      call.arguments[0] === node;
    return isCode ? undefined : 'words for the log';
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'words', words)];
