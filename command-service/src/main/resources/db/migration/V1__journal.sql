-- The truth: an append-only log of events, one stream an organisation or legal act (ADR 0003, ADR 0005).

create sequence event_position as bigint;

create table event (
    position    bigint      primary key,
    stream      text        not null,
    sequence    bigint      not null check (sequence >= 0),
    remaining   integer     not null check (remaining >= 0),
    id          uuid        not null unique,
    type        text        not null,
    revision    integer     not null check (revision > 0),
    recorded_at timestamptz not null,
    payload     jsonb       not null,
    metadata    jsonb       not null,
    unique (stream, sequence)
);

comment on table event is 'Append-only. Position and recorded_at are assigned by the trigger, whatever the writer says.';
comment on column event.sequence is 'Place in the stream, from 0, without gaps';
comment on column event.remaining is 'How many events of the same package follow in the stream; 0 closes the package';
comment on column event.position is 'Place in the whole log; increasing, with gaps where a writer gave up';

-- Every writer holds the barrier, shared, from before it draws a position until it commits. A reader that holds it alone
-- for an instant knows that every position drawn so far is either committed or given up (ADR 0005).
create function place_event() returns trigger language plpgsql as $$
declare
    previous     timestamptz;
    same_package boolean;
begin
    perform pg_advisory_xact_lock_shared(7236801427);
    if new.sequence > 0 then
        select recorded_at, xmin = pg_current_xact_id()::xid into previous, same_package
          from event where stream = new.stream and sequence = new.sequence - 1;
        if previous is null then
            raise exception 'event % of % would leave a gap', new.sequence, new.stream using errcode = '23514';
        end if;
    end if;
    new.position := nextval('event_position');
    new.recorded_at := case
        when same_package then previous
        else greatest(clock_timestamp(), previous + interval '1 microsecond')
    end;
    return new;
end
$$;

create trigger place_event before insert on event for each row execute function place_event();

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the event log is append-only: % refused', tg_op using errcode = '42501';
end
$$;

create trigger append_only before update or delete on event for each row execute function refuse_change();
create trigger append_only_truncate before truncate on event for each statement execute function refuse_change();
-- "always": session_replication_role = replica does not switch them off
alter table event enable always trigger place_event;
alter table event enable always trigger append_only;
alter table event enable always trigger append_only_truncate;

-- An aggregate as of one event, so that loading it need not read its whole log. Disposable.
create table snapshot (
    stream   text   primary key,
    sequence bigint not null,
    type     text   not null,
    payload  text   not null
);

-- What was answered to whom: written in the events' own transaction, so that "committed, but the answer was lost" and
-- "sent twice" both end in the first answer.
create table submission (
    key            text        primary key,
    request_sha256 text        not null,
    stream         text        not null,
    first_sequence bigint      not null,
    last_sequence  bigint      not null,
    submitted_at   timestamptz not null default now()
);

-- How far the publisher has come; one row per segment, claimed by one instance at a time.
create table publisher_token (
    processor_name text    not null,
    segment        integer not null,
    token          text,
    token_type     text,
    claimed_at     text,
    owner          text,
    primary key (processor_name, segment)
);
