import type { Element, ElementContent } from 'hast';
import { defineHastPlugin } from 'satteri';

/**
 * Gives each cell of a table of three columns and more the name of its column: on a phone, a row
 * becomes a small list whose values need their names. Tables of two columns stay as they are.
 */
export const columnNames = defineHastPlugin({
  name: 'column-names',
  element: {
    filter: ['table'],
    visit(table, context) {
      const [head, ...body] = elementsIn(table.children);
      const [names] = head ? elementsIn(head.children) : [];
      const columns = names
        ? elementsIn(names.children).map((cell) => context.textContent(cell))
        : [];
      if (columns.length < 3) return;
      for (const row of body.flatMap(({ children }) => elementsIn(children)))
        for (const [column, cell] of elementsIn(row.children).entries())
          if (column > 0) context.setProperty(cell, 'dataLabel', columns[column]);
    },
  },
});

const elementsIn = (nodes: readonly ElementContent[]): Element[] =>
  nodes.filter((node) => node.type === 'element');
