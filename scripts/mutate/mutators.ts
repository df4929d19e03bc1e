import { z } from 'zod';

/** The part of Babel's syntax tree that is needed here. */
interface Node {
  type: string;
  [field: string]: unknown;
}

interface Path {
  node: Node;
  parent: Node;
}

interface Mutator {
  name: string;
  mutate(path: Path): Iterable<Node>;
}

const Mutators = z.object({ allMutators: z.custom<Mutator[]>(Array.isArray) });

/**
 * What Stryker doesn't change on its own: numbers, single statements, and single properties. Limits, clearing
 * of cookies, and options of a library are such.
 */
const more: Mutator[] = [
  {
    name: 'NumberLiteral',
    *mutate({ node, parent }) {
      if (node.type !== 'NumericLiteral' || parent.type === 'TSLiteralType') return;
      if (parent['key'] === node) return;
      const value = Number(node['value']);
      if (value !== 0) yield { type: 'NumericLiteral', value: 0 };
      yield { type: 'NumericLiteral', value: value === 0 ? 1 : value * 1000 };
    },
  },
  {
    name: 'StatementRemoval',
    *mutate({ node }) {
      if (node.type !== 'ExpressionStatement') return;
      const { type } = z.object({ type: z.string() }).parse(node['expression']);
      // A constructor must call super, and removing a whole block removes a directive as well.
      if (type === 'CallExpression' && isSuper(node)) return;
      yield { type: 'EmptyStatement' };
    },
  },
  {
    name: 'PropertyRemoval',
    *mutate({ node }) {
      if (node.type !== 'ObjectExpression') return;
      const properties = z.array(z.unknown()).parse(node['properties']);
      // With only one, Stryker's own mutator makes the same change.
      if (properties.length < 2) return;
      for (const each of properties)
        yield { ...node, properties: properties.filter((other) => other !== each) };
    },
  },
];

function isSuper(node: Node): boolean {
  const Super = z.object({
    expression: z.object({ callee: z.object({ type: z.literal('Super') }) }),
  });
  return Super.safeParse(node).success;
}

/** Stryker has no setting for mutators of one's own: these join its list. */
export async function addMutators(): Promise<void> {
  const list = new URL(
    './mutators/mutate.js',
    import.meta.resolve('@stryker-mutator/instrumenter'),
  );
  const { allMutators } = Mutators.parse(await import(list.href));
  allMutators.push(...more);
}
