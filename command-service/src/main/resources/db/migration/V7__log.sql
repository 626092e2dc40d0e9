-- The tamper-evident log over the events (ADR 0017, docs/log-format.md). Hashes are kept in tiles, so that a proof in a log
-- of a million events reads three rows: level 0 holds leaves, level 1 the roots of full tiles of level 0, and so on.

create table log_tile (
    level          smallint not null check (level >= 0),
    number         bigint   not null check (number >= 0),
    first_position bigint,
    last_position  bigint,
    hashes         bytea    not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
    primary key (level, number),
    check ((level = 0) = (first_position is not null)),
    check ((level = 0) = (last_position is not null))
);
-- hashes do not compress
alter table log_tile alter column hashes set storage external;
create index log_tile_first_position on log_tile (first_position) where level = 0;

comment on column log_tile.hashes is 'Up to 256 hashes of 32 bytes; only the last tile of a level grows, at its end';
comment on column log_tile.first_position is 'Of the event behind the first hash, at level 0: from it, leaves are counted';

create function extend_only() returns trigger language plpgsql as $$
begin
    if row(new.level, new.number) is distinct from row(old.level, old.number)
            or new.first_position is distinct from old.first_position
            or new.last_position <= old.last_position
            or octet_length(new.hashes) <= octet_length(old.hashes)
            or substr(new.hashes, 1, octet_length(old.hashes)) <> old.hashes then
        raise exception 'the tiles of the log only grow: update refused' using errcode = '42501';
    end if;
    return new;
end
$$;

create trigger extend_only before update on log_tile for each row execute function extend_only();
create trigger append_only before delete on log_tile for each row execute function refuse_change();
create trigger append_only_truncate before truncate on log_tile for each statement execute function refuse_change();
alter table log_tile enable always trigger extend_only;
alter table log_tile enable always trigger append_only;
alter table log_tile enable always trigger append_only_truncate;

create table log_checkpoint (
    size      bigint      primary key check (size >= 0),
    note      text        not null,
    signed_at timestamptz not null default clock_timestamp()
);

create trigger append_only before update or delete on log_checkpoint for each row execute function refuse_change();
create trigger append_only_truncate before truncate on log_checkpoint for each statement execute function refuse_change();
alter table log_checkpoint enable always trigger append_only;
alter table log_checkpoint enable always trigger append_only_truncate;

-- The public halves of the keys that have signed. For convenience only: an auditor gets the key by another way.
create table log_key (
    key      text        primary key,
    added_at timestamptz not null default clock_timestamp()
);
