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
};
