-- What the watch over mandates knows: written in the transaction that advances its token (ADR 0015). Disposable: cleared
-- together with its token, it is made again from the log.

create table open_mandate (
    mandate      text        primary key,
    organisation text        not null,
    units        text[]      not null,
    function     text,
    look_on      date,
    known_since  timestamptz not null default now()
);
create index open_mandate_by_organisation on open_mandate (organisation);
create index open_mandate_by_look on open_mandate (look_on) where look_on is not null;

comment on column open_mandate.units is 'Those to which it was assigned, and those that answer for it now';
comment on column open_mandate.look_on is 'The next day on which its due date may give cause for something';

create table future_structure (
    organisation text not null,
    effective_on date not null,
    primary key (organisation, effective_on)
);
comment on table future_structure is 'Days on which recorded changes will take effect: then open mandates are looked at';
