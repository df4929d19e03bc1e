import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Expression, parseExpression } from './template-expression.ts';

const parameter = z.strictObject({
  type: z.enum(['string', 'securestring', 'int', 'bool', 'object']),
  defaultValue: z.unknown().optional(),
  allowedValues: z.array(z.string()).optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  minValue: z.int().optional(),
  maxValue: z.int().optional(),
  metadata: z.strictObject({ description: z.string() }),
});
const templateResource = z.looseObject({
  type: z.string(),
  apiVersion: z.string(),
  name: z.string(),
  scope: z.string().optional(),
  condition: z.string().optional(),
  dependsOn: z.array(z.string()).default([]),
});

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax */
export const deploymentTemplate = z.strictObject({
  $schema: z.literal(
    'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  ),
  contentVersion: z.string(),
  metadata: z.strictObject({ description: z.string() }),
  parameters: z.record(z.string(), parameter),
  variables: z.record(z.string(), z.unknown()),
  resources: z.array(templateResource),
  outputs: z.record(
    z.string(),
    z.strictObject({
      type: z.enum(['string', 'object']),
      metadata: z.strictObject({ description: z.string() }).optional(),
      value: z.unknown(),
    }),
  ),
});
export type DeploymentTemplate = z.infer<typeof deploymentTemplate>;

/** What Azure would know while it deploys. */
export interface Surroundings {
  subscriptionId: string;
  tenantId: string;
  resourceGroup: string;
  location: string;
  /** The values of `reference()`, by the type and then the name of the resource. */
  references: Record<string, Record<string, Record<string, unknown>>>;
  /** What `listKeys()` gives. */
  keys: Record<string, string>;
}

export interface Resource {
  id: string;
  type: string;
  name: string;
  dependsOn: string[];
  /** Everything except what only the deployment reads: condition, dependsOn and scope. */
  body: Record<string, unknown>;
}

export interface ResolvedTemplate {
  resources: Resource[];
  outputs: Record<string, unknown>;
}

const asText = z.union([z.string(), z.number().transform(String)]);
const asObject = z.record(z.string(), z.unknown());
const jsType = {
  string: 'string',
  securestring: 'string',
  int: 'number',
  bool: 'boolean',
  object: 'object',
} as const;
/** For the functions that Azure computes with a hash of its own; here, only that they're stable counts. */
const hash = (texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('|')).digest('hex');

/**
 * What Azure would deploy for these parameters: conditions decided, expressions worked out.
 * It knows the functions that our template uses, and no others.
 * @throws an Error of one sentence for a missing parameter, variable, function, property or value
 */
export function resolvedTemplate(
  template: DeploymentTemplate,
  given: Record<string, unknown>,
  surroundings: Surroundings,
): ResolvedTemplate {
  for (const name of Object.keys(given))
    if (!(name in template.parameters)) throw new Error(`There is no parameter ${name}.`);

  const group = `/subscriptions/${surroundings.subscriptionId}/resourceGroups/${surroundings.resourceGroup}`;
  const path = (type: string, names: string[]): string => {
    const [namespace = '', ...types] = type.split('/');
    if (types.length !== names.length) throw new Error(`${type} takes ${types.length} names.`);
    return ['providers', namespace, ...types.flatMap((part, at) => [part, names[at] ?? ''])].join(
      '/',
    );
  };
  const functions: Record<string, (args: unknown[]) => unknown> = {
    concat: (args) => args.map((arg) => asText.parse(arg)).join(''),
    union: (args) => Object.assign({}, ...args.map((arg) => asObject.parse(arg))),
    createObject: (args) =>
      Object.fromEntries(
        Array.from({ length: args.length / 2 }, (_, at) => [
          z.string().parse(args[2 * at]),
          args[2 * at + 1],
        ]),
      ),
    equals: ([a, b]) => a === b,
    not: ([a]) => !z.boolean().parse(a),
    empty: ([text]) => z.string().parse(text) === '',
    uriComponent: ([text]) => encodeURIComponent(z.string().parse(text)),
    uniqueString: (args) => hash(z.array(z.string()).parse(args)).slice(0, 13),
    guid: (args) => {
      const digits = hash(z.array(z.string()).parse(args));
      return [0, 8, 12, 16, 20].map((at, n, all) => digits.slice(at, all[n + 1] ?? 32)).join('-');
    },
    subscription: () => ({
      tenantId: surroundings.tenantId,
      subscriptionId: surroundings.subscriptionId,
    }),
    resourceGroup: () => ({ id: group, location: surroundings.location }),
    environment: () => ({
      authentication: { loginEndpoint: 'https://login.microsoftonline.com/' },
    }),
    resourceId: (args) => {
      const [type = '', ...names] = z.array(z.string()).parse(args);
      return `${group}/${path(type, names)}`;
    },
    subscriptionResourceId: (args) => {
      const [type = '', ...names] = z.array(z.string()).parse(args);
      return `/subscriptions/${surroundings.subscriptionId}/${path(type, names)}`;
    },
    extensionResourceId: (args) => {
      const [of = '', type = '', ...names] = z.array(z.string()).parse(args);
      return `${of}/${path(type, names)}`;
    },
    reference: (args) => {
      const [id = ''] = z.tuple([z.string(), z.string()]).parse(args);
      const [, type = '', name = ''] = /\/providers\/([^/]+\/[^/]+)\/([^/]+)$/.exec(id) ?? [];
      const value = surroundings.references[type]?.[name];
      if (value === undefined) throw new Error(`There is no ${type} ${name} to refer to.`);
      return value;
    },
    listKeys: (args) => {
      z.tuple([z.string(), z.string()]).parse(args);
      return surroundings.keys;
    },
  };

  const evaluate = (expression: Expression): unknown => {
    if (expression.kind === 'value') return expression.value;
    if (expression.kind === 'member') {
      const of = asObject.parse(evaluate(expression.of));
      const key = z.string().parse(evaluate(expression.key));
      if (!(key in of)) throw new Error(`There is no property ${key}.`);
      return of[key];
    }
    const { name, args } = expression;
    const [first] = args;
    // Azure works out only the branch that is taken.
    if (name === 'if') {
      const [, yes, no] = args;
      const taken = first && z.boolean().parse(evaluate(first)) ? yes : no;
      if (taken === undefined) throw new Error('if() takes three values.');
      return evaluate(taken);
    }
    const values = args.map(evaluate);
    if (name === 'parameters') return parameterOf(z.string().parse(values[0]));
    if (name === 'variables') {
      const variable = z.string().parse(values[0]);
      if (!(variable in template.variables)) throw new Error(`There is no variable ${variable}.`);
      return resolved(template.variables[variable]);
    }
    const call = functions[name];
    if (call === undefined) throw new Error(`${name}() isn't a function that this test knows.`);
    return call(values);
  };

  const resolved = (part: unknown): unknown => {
    if (typeof part === 'string') {
      const expression = parseExpression(part);
      return expression === undefined ? part : evaluate(expression);
    }
    if (Array.isArray(part)) return part.map(resolved);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, value]) => [asText.parse(resolved(key)), resolved(value)]),
    );
  };

  const parameterOf = (name: string): unknown => {
    const known = template.parameters[name];
    if (known === undefined) throw new Error(`There is no parameter ${name}.`);
    const value = name in given ? given[name] : resolved(known.defaultValue);
    if (jsType[known.type] !== typeof value)
      throw new Error(`The parameter ${name} must be ${known.type}.`);
    if (known.allowedValues && !known.allowedValues.includes(String(value)))
      throw new Error(`${String(value)} isn't a value of the parameter ${name}.`);
    return value;
  };

  for (const name of Object.keys(template.parameters)) parameterOf(name);
  const deployed = template.resources
    .filter(({ condition }) => condition === undefined || resolved(condition) === true)
    .map((resource): Resource => {
      const { condition: _, dependsOn, scope, ...body } = resource;
      const name = z.string().parse(resolved(body.name));
      const id = path(body.type, name.split('/'));
      const base = scope === undefined ? group : `${group}/providers/${String(resolved(scope))}`;
      return {
        id: `${base}/${id}`,
        type: body.type,
        name,
        dependsOn: dependsOn.map((text) => z.string().parse(resolved(text))),
        body: asObject.parse(resolved(body)),
      };
    });
  const outputs = Object.entries(template.outputs).map(
    ([name, { value }]) => [name, resolved(value)] as const,
  );
  return { resources: deployed, outputs: Object.fromEntries(outputs) };
}
