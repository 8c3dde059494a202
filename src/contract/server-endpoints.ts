import * as z from 'zod';
import { endpoint } from './endpoint.ts';

export const serverEndpoints = {
  getHealth: endpoint({
    method: 'GET',
    path: '/api/health',
    access: 'anybody',
    summary: 'Check that the server runs',
    answer: z.object({ status: z.string() }),
  }),
  getReadiness: endpoint({
    method: 'GET',
    path: '/api/health/ready',
    access: 'anybody',
    summary: 'Check that the server and its database can answer',
    description: '503 with the reason if not.',
    answer: z.object({ status: z.string() }),
  }),
  getOpenApi: endpoint({
    method: 'GET',
    path: '/api/openapi.json',
    access: 'read',
    summary: 'Read this description of the API, as OpenAPI 3.1',
    answer: z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }),
  }),
};
