-- Who may do what (ADR 0018). After every migration, so that no new table is forgotten. Roles that are not there are nobody's
-- loss: whoever runs everything as one role is told so by the documentation, not by a failure.
do $$
begin
    perform pg_advisory_xact_lock(7236801429);
    if to_regrole('mandatum_command') is not null and current_user <> 'mandatum_command' then
        grant usage on schema public to mandatum_command;
        grant select, insert, update, delete on all tables in schema public to mandatum_command;
        grant usage, select on all sequences in schema public to mandatum_command;
        -- What is recorded stays as it is; tiles of the log grow at their ends.
        revoke update, delete on event, log_checkpoint, log_key from mandatum_command;
        revoke delete on log_tile from mandatum_command;
        revoke all on flyway_schema_history from mandatum_command;
    end if;
    if to_regrole('mandatum_reader') is not null and current_user <> 'mandatum_reader' then
        grant usage on schema public to mandatum_reader;
        grant select on event, event_position, log_tile, log_checkpoint, log_key to mandatum_reader;
    end if;
end
$$;
