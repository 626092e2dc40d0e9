-- Who wants events sent to them. Not disposable: a rebuild of the projection leaves it alone.
create table webhook (
    id                    text        primary key,
    organisation          text        not null,
    url                   text        not null,
    secret                text        not null,
    earlier_secret        text,
    earlier_secret_until  timestamptz,
    type                  text,
    unit                  text,
    resolution            text,
    state                 text        not null default 'active' check (state in ('active', 'disabled')),
    registered_at         timestamptz not null default now(),
    registered_by         text,
    delivered_position    bigint      not null,
    attempts              integer     not null default 0,
    next_attempt_at       timestamptz not null default now(),
    claimed_until         timestamptz not null default '-infinity',
    last_status           integer,
    last_error            text
);
create index webhook_by_organisation on webhook (organisation, id);

comment on column webhook.delivered_position is 'Everything up to here has been delivered, filtered out, or is a dead letter';
comment on column webhook.attempts is 'How often the next event was tried';
comment on column webhook.claimed_until is 'The instance that delivers holds it until then; one that died lets go by itself';

-- Events that were given up, until they are sent again or removed.
create table webhook_dead_letter (
    webhook     text        not null references webhook on delete cascade,
    position    bigint      not null,
    type        text        not null,
    attempts    integer     not null,
    last_status integer,
    last_error  text,
    died_at     timestamptz not null default now(),
    primary key (webhook, position)
);

-- Where a package has begun and is not whole: nothing behind its first event may be shown yet.
create index stream_unfinished on stream (name) where received_sequence > projected_sequence;
