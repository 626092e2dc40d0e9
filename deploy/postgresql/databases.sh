#!/bin/bash
# Run once, when the volume is empty. Each side has a database and sees nothing of the other's, except for the reader of the
# log. The command side's belongs to none of those who work with it (docs/adr/0018-roles-and-the-reader.md).
set -e
psql -v ON_ERROR_STOP=1 -v command="$MANDATUM_COMMAND_PASSWORD" -v query="$MANDATUM_QUERY_PASSWORD" \
  -v owner="$MANDATUM_OWNER_PASSWORD" -v reader="$MANDATUM_READER_PASSWORD" -U postgres <<'SQL'
CREATE ROLE mandatum_owner LOGIN PASSWORD :'owner';
CREATE ROLE mandatum_command LOGIN PASSWORD :'command';
CREATE ROLE mandatum_reader LOGIN PASSWORD :'reader';
CREATE DATABASE mandatum_command OWNER mandatum_owner;
REVOKE ALL ON DATABASE mandatum_command FROM PUBLIC;
GRANT CONNECT ON DATABASE mandatum_command TO mandatum_command, mandatum_reader;
CREATE ROLE mandatum_query LOGIN PASSWORD :'query';
CREATE DATABASE mandatum_query OWNER mandatum_query;
REVOKE ALL ON DATABASE mandatum_query FROM PUBLIC;
SQL
