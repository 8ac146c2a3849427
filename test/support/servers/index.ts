export { freePort } from './free-port.ts';
export { startPostgres, type TestPostgres } from './postgres.ts';
export { startRedis, type TestRedis } from './redis.ts';
export { createDatabase, type TestDatabase } from './test-database.ts';
