import express, { type Application } from 'express';
import { vi } from 'vitest';

/** A route as the running app has it: `/rest/tsv/1.0/totp/unenroll/user/:userName`. */
export type OwnRoute = { readonly method: string; readonly path: string };

type Layer = {
  readonly rawPath: string;
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
};

/** Starts something with a gate in it, and answers the routes of the gate's own that came to be meanwhile. */
export async function startWithRoutes<T>(
  start: () => Promise<T>,
): Promise<{ started: T; routes: readonly OwnRoute[] }> {
  const mounting = vi.spyOn(express.application, 'use');
  try {
    const started = await start();
    const [app] = mounting.mock.contexts as unknown as Application[];
    if (app === undefined) throw new Error('no app was made');
    const { stack } = app.router as unknown as { stack: readonly Layer[] };
    return { started, routes: stack.flatMap((layer) => routesIn(layer, '')) };
  } finally {
    mounting.mockRestore();
  }
}

function routesIn({ rawPath, route, handle }: Layer, prefix: string): OwnRoute[] {
  if (route === undefined) {
    const below = rawPath === '/' ? prefix : prefix + rawPath;
    return (handle.stack ?? []).flatMap((layer) => routesIn(layer, below));
  }
  const methods = Object.keys(route.methods).filter((method) => method !== '_all');
  return methods.map((method) => ({ method: method.toUpperCase(), path: prefix + route.path }));
}

/** What can be asked for: every parameter of a path replaced. */
export function targetOf({ path }: OwnRoute, parameter: string): string {
  return path.replace(/:[A-Za-z]+/g, encodeURIComponent(parameter));
}
