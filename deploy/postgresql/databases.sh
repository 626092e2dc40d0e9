#!/bin/bash
# Run once, when the volume is empty. Each side owns a database and can see nothing of the other's.
set -e
psql -v ON_ERROR_STOP=1 -v command="$MANDATUM_COMMAND_PASSWORD" -v query="$MANDATUM_QUERY_PASSWORD" -U postgres <<'SQL'
CREATE ROLE mandatum_command LOGIN PASSWORD :'command';
CREATE DATABASE mandatum_command OWNER mandatum_command;
REVOKE ALL ON DATABASE mandatum_command FROM PUBLIC;
CREATE ROLE mandatum_query LOGIN PASSWORD :'query';
CREATE DATABASE mandatum_query OWNER mandatum_query;
REVOKE ALL ON DATABASE mandatum_query FROM PUBLIC;
SQL
