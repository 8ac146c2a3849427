import { describe, expect, it } from 'vitest';
import { classify } from '../../../proxy/http/request-class.ts';
import { buildRequest } from '../../support/builders/index.ts';

type Headers = Record<string, string>;
const classOf = (path: string | undefined, headers: Headers) =>
  classify(buildRequest({ headers: Object.entries(headers) }), path);

const html = 'text/html,application/xhtml+xml,*/*;q=0.8';

describe('the class of a request', () => {
  it.each<[string, string | undefined, Headers]>([
    ['page', '/browse/A-1', { accept: html }],
    ['page', '/browse/A-1', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: html }],
    ['page', '/x.png', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['page', undefined, { accept: html }],
    ['xhr', '/browse/A-1', {}],
    ['xhr', '/browse/A-1', { accept: '*/*' }],
    ['xhr', '/browse/A-1', { accept: html, 'x-requested-with': 'XMLHttpRequest' }],
    ['xhr', '/browse/A-1', { accept: html, 'x-requested-with': 'xmlhttprequest' }],
    ['xhr', '/browse/A-1', { accept: html, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['xhr', '/browse/A-1', { accept: 'application/json' }],
    ['asset', '/images/x.png', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
    ['asset', '/x.js', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script', accept: '*/*' }],
    ['rest', '/rest/api/2/myself', { accept: html, 'sec-fetch-mode': 'navigate' }],
    ['rest', '/rest/api/2/myself', { 'x-requested-with': 'XMLHttpRequest' }],
    ['page', '/restful', { accept: html }],
    ['upgrade', '/rest/x', { upgrade: 'websocket', connection: 'Upgrade' }],
    ['upgrade', '/rest/x', { upgrade: 'WebSocket' }],
    ['page', '/browse/A-1', { upgrade: 'h2c', accept: html }],
    ['rest', '/rest/x', { upgrade: 'h2c, websocket' }],
  ])('is %s for %s with %o', (expected, path, headers) => {
    expect(classOf(path, headers)).toBe(expected);
  });
});
