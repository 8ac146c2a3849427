import type { z } from 'zod';

/** One reply of an operation; without a schema it has no body. */
export type Reply = {
  readonly description: string;
  readonly body?: z.ZodType;
  /** Of a body that is no JSON: it has a type, and no schema. */
  readonly types?: readonly string[];
};

export type Operation = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the API's version; `{name}` stands for a segment. */
  readonly path: string;
  readonly summary: string;
  /** `person`: by a verified session, or a token. `administrator`: of Jira's whole system. */
  readonly caller: 'anybody' | 'person' | 'administrator';
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly replies: Readonly<Record<number, Reply>>;
};

/** A whole API: its router, its OpenAPI document and the checks of the tests are made from this. */
export type ApiDescription<Id extends string = string> = {
  readonly title: string;
  readonly operations: Readonly<Record<Id, Operation>>;
  /** What an operation may answer: its own replies, and those that any one may have. */
  allReplies(operation: Operation): Readonly<Record<number, Reply>>;
};
