import { renameSync, rmSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { App } from './blueprint.ts';
import { sha256, textOf, withVariables, writePrivately } from './env-writer.ts';
import { templateOf } from './environment-text.ts';
import { appsOf, findGrants, isForbidden, taggedApplications } from './find.ts';
import { type GraphClient, GraphFailure, nothing } from './graph-client.ts';
import type { RecordFile, RegistrationRecord } from './record.ts';

interface Removal {
  graph: GraphClient;
  app: App;
  record: RegistrationRecord;
  file: RecordFile;
  folder: string;
  isDryRun: boolean;
}

export interface RemovalStep {
  title: string;
  /** @returns what became of it, if that isn't plain */
  run(): Promise<string | undefined>;
}

const forbidden =
  "Your account isn't allowed to do this (status 403). It's deleted together with the application.";
const gone = 'It was already gone.';

/** What the record names, the last thing first. Carried out in this order, it can be gone on with after any step. */
export function removalSteps(removal: Removal): RemovalStep[] {
  const { graph, record, file, folder, isDryRun } = removal;
  const { application, servicePrincipal, consents, userFlow, files } = record;
  const save = () => file.save(record);

  /** @param otherwise what to say if the account may not, and it isn't needed either */
  const deleted = async (path: string, otherwise?: string): Promise<string | undefined> => {
    try {
      await graph.send('DELETE', path, undefined, nothing, undefined);
      return undefined;
    } catch (error) {
      if (error instanceof GraphFailure && error.status === 404) return gone;
      if (otherwise && isForbidden(error)) return otherwise;
      throw error;
    }
  };

  /** Scopes that someone else granted stay. */
  const revoke = async ({ id, scopes }: RegistrationRecord['consents'][number]) => {
    if (id === undefined) return gone;
    const path = `/oauth2PermissionGrants/${id}`;
    try {
      const grants = servicePrincipal?.id ? await findGrants(graph, servicePrincipal.id) : [];
      const granted = grants.find((grant) => grant.id === id)?.scope.split(' ') ?? [];
      const others = scopes ? granted.filter((scope) => !scopes.includes(scope)) : [];
      if (others.length === 0) return await deleted(path);
      await graph.send('PATCH', path, { scope: others.join(' ') }, nothing, undefined);
      return `Others granted ${others.join(' ')}, so that stays.`;
    } catch (error) {
      if (isForbidden(error)) return forbidden;
      throw error;
    }
  };

  const steps: RemovalStep[] = [...consents].reverse().map((consent) => ({
    title: 'Revoke the consent for all users',
    async run() {
      const result = await revoke(consent);
      record.consents = record.consents.filter((each) => each !== consent);
      save();
      return result;
    },
  }));
  if (userFlow)
    steps.push({
      title: `Remove the application from the user flow "${userFlow.name}"`,
      async run() {
        const clientId = application?.clientId;
        const result = clientId
          ? await deleted(`${appsOf(userFlow.id)}/${clientId}`, forbidden)
          : gone;
        delete record.userFlow;
        save();
        return result;
      },
    });
  if (servicePrincipal)
    steps.push({
      title: 'Remove the service principal',
      async run() {
        const path = servicePrincipal.id
          ? `/servicePrincipals/${servicePrincipal.id}`
          : application?.clientId && `/servicePrincipals(appId='${application.clientId}')`;
        const result = path ? await deleted(path, forbidden) : gone;
        delete record.servicePrincipal;
        save();
        return result;
      },
    });
  if (application)
    steps.push({
      title: `Remove the application "${record.name}" with its credentials`,
      async run() {
        const ids = new Set((await taggedApplications(graph, record)).map(({ id }) => id));
        // The developer may have taken the tag away, but the ID is certain.
        if (application.objectId) ids.add(application.objectId);
        let result: string | undefined = gone;
        for (const id of ids)
          if ((await deleted(`/applications/${id}`)) === undefined) result = undefined;
        delete record.application;
        record.secrets = [];
        record.certificates = [];
        save();
        return result;
      },
    });
  for (const written of [...files].reverse())
    steps.push({
      title: written.before ? `Restore ${written.path}` : `Remove ${written.path}`,
      async run() {
        const result = isDryRun ? undefined : takeBack(written, removal, folder);
        record.files = record.files.filter((each) => each !== written);
        save();
        return result;
      },
    });
  return steps;
}

/** A file that was changed since is the developer's: only the values that this command wrote leave it. */
function takeBack(
  { path, sha256: hash, variables, before }: RegistrationRecord['files'][number],
  { app, record }: Removal,
  folder: string,
): string | undefined {
  const text = textOf(folder + path);
  if (text === undefined) return gone;
  if (sha256(text) !== hash && variables.length === 0)
    return `${path} has changed since then, so it stays.`;
  if (sha256(text) !== hash) {
    const template = parseEnv(templateOf(app, folder));
    const placeholders = variables.map((name) => [name, template[name] ?? null] as const);
    writePrivately(folder + path, withVariables(text, Object.fromEntries(placeholders)));
    const copy = before ? ` The file from before is in ${before}.` : '';
    return `${path} has changed since then, so it stays; only the values of ${record.name} were removed from it.${copy}`;
  }
  if (before && textOf(folder + before) !== undefined) {
    renameSync(folder + before, folder + path);
    return `${path} is as it was before.`;
  }
  rmSync(folder + path);
  return `${path} was removed.`;
}
