/** What the chain is kept in. The columns that database administrators know stay as they were. */
export const tables = `
  -- Written by triggers in the transaction that they watch, and emptied into audit_events once that is committed: an
  -- open transaction of a database administrator holds up nobody.
  CREATE TABLE audit_incoming (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    type varchar(64) NOT NULL,
    outcome varchar(16) NOT NULL,
    reason varchar(255) NOT NULL,
    actor_key varchar(255),
    actor_name varchar(255),
    target_key varchar(255),
    target_name varchar(255),
    address varchar(64) NOT NULL,
    request_id varchar(64) NOT NULL
  );

  -- id is the place in the chain now: from 1, without a gap. The salt keeps what was pruned from being guessed out of
  -- its digest, and goes with it.
  ALTER TABLE audit_events
    ADD COLUMN salt uuid,
    ADD COLUMN body_digest bytea,
    ADD COLUMN hash bytea,
    ADD COLUMN pruned_at timestamptz,
    ALTER COLUMN id DROP DEFAULT;
  DROP SEQUENCE audit_events_id_seq;

  CREATE TABLE audit_checkpoints (
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    at timestamptz NOT NULL,
    key_id varchar(32) NOT NULL,
    signature bytea NOT NULL,
    PRIMARY KEY (seq, key_id)
  );

  CREATE TABLE audit_daily (
    day date NOT NULL,
    type varchar(64) NOT NULL,
    outcome varchar(16) NOT NULL,
    events bigint NOT NULL,
    PRIMARY KEY (day, type, outcome)
  );

  -- How far a receiver has the audit.
  CREATE TABLE audit_streams (
    name varchar(32) PRIMARY KEY,
    seq bigint NOT NULL
  );

  -- Roles that the gate works as, besides the owner of the tables. Only the owner writes here.
  CREATE TABLE gate_roles (role name PRIMARY KEY);
`;

/** Each for a search that ends in ORDER BY id DESC LIMIT n. */
export const indexes = `
  DROP INDEX audit_events_at, audit_events_target, audit_events_actor;
  CREATE INDEX audit_events_at ON audit_events (at);
  CREATE INDEX audit_events_type ON audit_events (type, id);
  CREATE INDEX audit_events_outcome ON audit_events (outcome, id);
  CREATE INDEX audit_events_address ON audit_events (address, id);
  CREATE INDEX audit_events_network ON audit_events (two_step_address(address), id);
  CREATE INDEX audit_events_target ON audit_events (target_key, id);
  CREATE INDEX audit_events_actor ON audit_events (actor_key, id);
  CREATE INDEX audit_events_target_name ON audit_events (lower(target_name), id);
  CREATE INDEX audit_events_actor_name ON audit_events (lower(actor_name), id);
`;
