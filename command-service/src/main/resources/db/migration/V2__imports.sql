-- Many packages may share one transaction (ADR 0010). What belongs together is told by "remaining" alone: an event with
-- nothing remaining closes its package, and the next one opens another, at a later moment.
create or replace function place_event() returns trigger language plpgsql as $$
declare
    previous         timestamptz;
    still_open       integer;
    same_transaction boolean;
begin
    perform pg_advisory_xact_lock_shared(7236801427);
    if new.sequence > 0 then
        select recorded_at, remaining, xmin = pg_current_xact_id()::xid into previous, still_open, same_transaction
          from event where stream = new.stream and sequence = new.sequence - 1;
        if previous is null then
            raise exception 'event % of % would leave a gap', new.sequence, new.stream using errcode = '23514';
        end if;
        if still_open > 0 and not (same_transaction and new.remaining = still_open - 1) then
            raise exception 'event % of % would break a package', new.sequence, new.stream using errcode = '23514';
        end if;
    end if;
    new.position := nextval('event_position');
    new.recorded_at := case
        when still_open > 0 then previous
        else greatest(clock_timestamp(), previous + interval '1 microsecond')
    end;
    return new;
end
$$;

-- Captures of whole files. The lines are kept by nobody: what they recorded is in the event log.
create table import (
    id           text        primary key,
    number       integer     not null generated always as identity unique,
    organisation text        not null,
    state        text        not null check (state in ('running', 'completed', 'failed')),
    progress     jsonb       not null,
    started_at   timestamptz not null default now(),
    saved_at     timestamptz not null default now(),
    ended_at     timestamptz
);

create index import_running on import (number) where state = 'running';

comment on column import.number is 'The instance that runs it holds the advisory lock (723680143, number) until it ends';
comment on column import.progress is 'Counts of lines and changes, and the first errors';
