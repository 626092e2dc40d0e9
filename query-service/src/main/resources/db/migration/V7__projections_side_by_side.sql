-- What is made from the log stands in a schema of its own, so that another can be made beside it and take its place (ADR 0022).
-- What stays in public survives that. A later migration that adds a table to the projection begins with
--     select set_config('search_path', live || ', public', true) from public.projection;
create schema projection_1;
alter table event set schema projection_1;
alter table stream set schema projection_1;
alter table consumer_offset set schema projection_1;
alter table unit_version set schema projection_1;
alter table ended_unit_version set schema projection_1;
alter table function_version set schema projection_1;
alter table ended_function_version set schema projection_1;
alter table link_version set schema projection_1;
alter table ended_link_version set schema projection_1;
alter table mandate_version set schema projection_1;
alter table proposal_version set schema projection_1;
alter table answering_change set schema projection_1;

-- Which projection answers.
create table projection (
    one        boolean     primary key default true check (one),
    live       text        not null,
    previous   text,
    edition    integer     not null default 0,
    swapped_at timestamptz not null default now()
);
insert into projection (live) values ('projection_1');
comment on column projection.previous is 'The one before, for instances that have not noticed yet';
comment on column projection.edition is 'How often the one that answers was replaced by one that answers otherwise';

create sequence projection_number start 2;

create table projection_rebuild (
    id         text        primary key,
    running    boolean     not null default true,
    cancelled  boolean     not null default false,
    started_at timestamptz not null default now(),
    told_at    timestamptz not null default now(),
    document   text        not null
);
comment on column projection_rebuild.told_at is 'When the instance that makes it was last heard of';
