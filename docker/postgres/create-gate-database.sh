#!/bin/sh
# Runs once, when the cluster is made. The gate gets a database of its own and a role that owns it and nothing else.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\set password `cat /run/secrets/gate_database_password`
CREATE ROLE two_step_gate LOGIN PASSWORD :'password';
CREATE DATABASE two_step_gate OWNER two_step_gate;
REVOKE ALL ON DATABASE two_step_gate FROM PUBLIC;
SQL
