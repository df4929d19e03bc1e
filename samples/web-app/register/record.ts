import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { accountTypes } from './command-line.ts';
import { Stop } from './stop.ts';
import type { SignedInTenant } from './tenant.ts';

/** `intended` is written before the request, `made` after its response. */
const state = z.enum(['intended', 'made']);

const Shape = z.object({
  version: z.literal(1),
  /** Part of the application's tag, by which it's found if the response of its creation was lost. */
  runId: z.string(),
  /** If the registration is there and not at Microsoft. */
  practiceTenant: z.object({ origin: z.string() }).optional(),
  tenantId: z.string(),
  tenantName: z.string(),
  name: z.string(),
  url: z.string(),
  accountTypes: z.enum(accountTypes),
  usesCertificate: z.boolean(),
  customDomain: z.string().optional(),
  application: z
    .object({ state, objectId: z.string().optional(), clientId: z.string().optional() })
    .optional(),
  servicePrincipal: z.object({ state, id: z.string().optional() }).optional(),
  secrets: z.array(
    z.object({
      state,
      /** Its description in the admin center: unique, to find it again. */
      name: z.string(),
      keyId: z.string().optional(),
      expires: z.string().optional(),
    }),
  ),
  certificates: z.array(z.object({ state, thumbprint: z.string(), expires: z.string() })),
  userFlow: z.object({ state, id: z.string(), name: z.string() }).optional(),
  consents: z.array(
    z.object({
      state,
      api: z.string(),
      id: z.string().optional(),
      /** Those that this command added; all, if none are named. Someone else may have granted others. */
      scopes: z.array(z.string()).optional(),
    }),
  ),
  files: z.array(
    z.object({
      path: z.string(),
      /** SHA-256 of what was written, to see whether it was changed since; none if it holds more than that. */
      sha256: z.string().optional(),
      /** The variables that were set in it, if it's an environment file. */
      variables: z.array(z.string()),
      /** Where the file is that was there before. */
      before: z.string().optional(),
    }),
  ),
});

const Newer = z.object({ version: z.number().gt(1) });

/** What the command has made so far: without a secret, and enough to go on or to remove it all. */
export type RegistrationRecord = z.infer<typeof Shape>;

export interface RecordFile {
  read(): RegistrationRecord | undefined;
  save(record: RegistrationRecord): void;
  remove(): void;
}

export const newRunId = (): string => randomUUID();
const tagStart = 'SignInLab:';
export const tagOf = ({ runId }: Pick<RegistrationRecord, 'runId'>): string => tagStart + runId;

/** Whether some run made it, in this folder or another one. */
export const hasTag = (tags: readonly string[]): boolean =>
  tags.some((tag) => tag.startsWith(tagStart));

/** @param isDryRun nothing is written */
export function recordFile(folder: string, name: string, isDryRun: boolean): RecordFile {
  const path = folder + name;
  return {
    read() {
      if (!existsSync(path)) return undefined;
      try {
        const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
        if (Newer.safeParse(json).success)
          throw new Stop(
            `${name} is from a newer version of this command. Nothing was changed. Use the copy of the app that made it.`,
          );
        return Shape.parse(json);
      } catch (error) {
        if (error instanceof Stop) throw error;
        throw new Stop(
          `${name} can't be read, so it isn't known what an earlier run made. Put the file back as it was. If you can't, look in the admin center for an application with a tag that starts with SignInLab, delete it there, and delete ${name}.`,
        );
      }
    },
    save(record) {
      if (isDryRun) return;
      const temporary = `${path}.new`;
      writeFileSync(temporary, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
      renameSync(temporary, path);
    },
    remove() {
      if (!isDryRun) rmSync(path, { force: true });
    },
  };
}

/** @throws Stop if the record is of another tenant */
export function requireSameTenant(
  earlier: RegistrationRecord | undefined,
  tenant: Pick<SignedInTenant, 'id' | 'name'>,
  name: string,
): void {
  if (earlier === undefined || earlier.tenantId === tenant.id) return;
  throw new Stop(
    `${name} names an application in ${earlier.tenantName} (${earlier.tenantId}), but you signed in to ${tenant.name} (${tenant.id}). Nothing was changed. Remove that one first with --remove, or register the other one in another copy of this folder.`,
  );
}
