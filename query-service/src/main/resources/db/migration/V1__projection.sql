-- Disposable: everything here can be rebuilt from the log.

-- The log as it arrived. organisation is null for legal acts, which belong to the whole register.
create table event (
    position     bigint      primary key,
    organisation text,
    stream       text        not null,
    sequence     bigint      not null,
    remaining    integer     not null,
    id           text        not null unique,
    type         text        not null,
    recorded_at  timestamptz not null,
    resolution   text,
    units        text[]      not null default '{}',
    corrects     text,
    cloud_event  text        not null,
    unique (stream, sequence)
);
create index event_by_organisation on event (organisation, position);
create index event_correcting on event (corrects) where corrects is not null;

-- How far each stream has come. A package counts once its last event is there.
create table stream (
    name               text   primary key,
    received_sequence  bigint not null,
    projected_sequence bigint not null,
    projected_position bigint not null
);

-- Offsets stand beside the rows that came of them, in one transaction: each event takes effect exactly once.
create table consumer_offset (
    topic       text    not null,
    part        integer not null,
    next_offset bigint  not null,
    primary key (topic, part)
);

-- One row: this was so on the days of "effective", as known during "recorded" (both half-open). Questions are answered
-- from an index in memory that is filled from here (ADR 0009), so nothing here is indexed for the sake of a day.
create table unit_version (
    organisation  text      not null,
    id            text      not null,
    effective     daterange not null,
    recorded      tstzrange not null,
    rank_sequence bigint    not null,
    rank_part     integer   not null,
    document      text      not null
);
create index unit_version_current on unit_version (organisation, id, lower(effective)) where upper_inf(recorded);
create index unit_version_known on unit_version (organisation) where not upper_inf(recorded);

create table ended_unit_version (like unit_version including all);
create table function_version (like unit_version including all);
create table ended_function_version (like unit_version including all);
create table link_version (like unit_version including all);
create table ended_link_version (like unit_version including all);
