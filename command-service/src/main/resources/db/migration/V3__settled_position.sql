-- How far the log can be read: no writer can slip an event in at or before this position any more (ADR 0005). Takes the
-- barrier alone for an instant, and no lock while nothing was drawn after "after". Gives up after 50 ms, since writers queue
-- behind it.
create function settled_position(after bigint) returns bigint language plpgsql set lock_timeout = '50ms' as $$
declare
    drawn bigint;
begin
    select case when is_called then last_value else 0 end into drawn from event_position;
    if drawn <= after then
        return after;
    end if;
    perform pg_advisory_xact_lock(7236801427);
    select case when is_called then last_value else 0 end into drawn from event_position;
    return drawn;
end
$$;
