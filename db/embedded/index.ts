export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  findRunningEmbeddedPostgres,
  type RunningPostgres,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts';
