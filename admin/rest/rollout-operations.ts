import type { Operation } from '../../proxy/rest/index.ts';
import { by, publishReplies, said } from './described-replies.ts';
import * as schema from './rollout-schema.ts';

const waveReplies = {
  ...publishReplies,
  404: said('no wave has this id'),
  409: said('it is that way already, it was rolled back, or it would lock the caller out'),
};

/** How far people have come, and the steps of a roll-out. */
export const rolloutOperations = {
  getWaves: {
    ...{ method: 'GET', path: '/waves', ...by, summary: 'The waves in force, and how far each of them is.' },
    replies: { 200: { description: 'in their order', body: schema.wavesReply } },
  },
  pauseWave: {
    ...{ method: 'POST', path: '/waves/{rule}/pause', ...by },
    summary: 'Let a wave not count, and send no mails, until it is resumed.',
    ...{ body: schema.waveRequest, replies: waveReplies },
  },
  resumeWave: {
    ...{ method: 'POST', path: '/waves/{rule}/resume', ...by, summary: 'Let a paused wave count again.' },
    ...{ body: schema.waveRequest, replies: waveReplies },
  },
  rollBackWave: {
    ...{ method: 'POST', path: '/waves/{rule}/roll-back', ...by },
    summary: 'Switch a wave off: the next rule decides about its people.',
    ...{ body: schema.waveRequest, replies: waveReplies },
  },
  getWatched: {
    ...{ method: 'GET', path: '/policy/watched', ...by },
    summary: 'Whom rules that are only watched would have asked or stopped lately.',
    query: schema.watchedQuery,
    replies: { 200: { description: 'by rule', body: schema.watchedReply } },
  },
  getAdoption: {
    ...{ method: 'GET', path: '/adoption', ...by, summary: 'How far people had come, day by day.' },
    query: schema.daysQuery,
    replies: { 200: { description: 'a line a day', body: schema.adoptionReply } },
  },
  getActivity: {
    ...{ method: 'GET', path: '/activity', ...by, summary: 'How often factors were shown, day by day.' },
    query: schema.daysQuery,
    replies: { 200: { description: 'a line a day', body: schema.activityReply } },
  },
} as const satisfies Record<string, Operation>;
