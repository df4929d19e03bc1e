import express, { type Express } from 'express';
import { z } from 'zod';
import {
  type ApiRegistration,
  accessTokenChecker,
  answerErrors,
  type CheckerParts,
  callerOf,
  requireAccessToken,
  requireGroup,
  requireRole,
  requireScope,
} from './check-access-token/index.ts';
import { taskList } from './tasks.ts';

const newTask = z.object({ title: z.string().trim().min(1).max(200) });

/** The API: everything after the guard needs an access token, and each route names what else it needs. */
export function tasksApi(registration: ApiRegistration, parts: CheckerParts = {}): Express {
  const tasks = taskList();
  const api = express().disable('x-powered-by').disable('etag');

  api.use((_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  api.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });

  // #region guard
  api.use(requireAccessToken(accessTokenChecker(registration, parts)));
  // #endregion guard

  // #region routes
  api.get('/tasks', requireScope('Tasks.Read'), (request, response) => {
    response.json(tasks.of(callerOf(request).claims.userKey));
  });

  api.post(
    '/tasks',
    requireScope('Tasks.Write'),
    express.json({ limit: '10kb' }),
    (request, response) => {
      const task = newTask.safeParse(request.body);
      if (!task.success) {
        response.status(400).json({
          error: 'invalid_task',
          error_description: 'Send a title of 1 to 200 characters.',
        });
        return;
      }
      response.status(201).json(tasks.add(callerOf(request).claims.userKey, task.data.title));
    },
  );

  api.get('/tasks/count', requireRole('Tasks.Read.All'), (request, response) => {
    response.json({ tasks: tasks.count(callerOf(request).claims.tenantId) });
  });

  if (registration.staffGroup) {
    api.get('/tasks/users', requireGroup(registration.staffGroup), (request, response) => {
      response.json({ users: tasks.owners(callerOf(request).claims.tenantId) });
    });
  }
  // #endregion routes

  api.use((_request, response) => {
    response.status(404).json({ error: 'not_found', error_description: 'There is no such route.' });
  });
  api.use(answerErrors);
  return api;
}
