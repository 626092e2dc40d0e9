-- The words of a mandate: each language's by their stems, and all of them as they are written, without accents.
create function mandate_words(texts jsonb) returns tsvector immutable parallel safe return
    to_tsvector('english', texts ->> 'en') || to_tsvector('spanish', texts ->> 'es')
    || to_tsvector('portuguese', texts ->> 'pt') || to_tsvector('french', texts ->> 'fr')
    || to_tsvector('simple', texts ->> 'plain');

-- What somebody looks for, in whichever language: as web searches are typed ("quoted phrase", or, -without).
create function mandate_query(words text, plain text) returns tsquery immutable parallel safe return
    websearch_to_tsquery('english', words) || websearch_to_tsquery('spanish', words)
    || websearch_to_tsquery('portuguese', words) || websearch_to_tsquery('french', words)
    || websearch_to_tsquery('simple', plain);

-- One row: it stood so on the days of "effective", as known during "recorded" (both half-open). What is asked for stands
-- beside the document; the document itself is kept apart (TOAST), so that counting and sorting ten thousand stays cheap.
create table mandate_version (
    id           text      not null,
    effective    daterange not null,
    recorded     tstzrange not null,
    organisation text      not null,
    status       text      not null,
    open         boolean   not null,
    -- Its implementation is still to come: past the due date it is overdue.
    awaited      boolean   not null,
    unassigned   boolean   not null,
    due_on       date,
    issued_on    date      not null,
    renewed_on   date      not null,
    lead         text,
    units        text[]    not null,
    -- The acts that issued, renewed and adapted it.
    acts         text[]    not null,
    priority     text,
    class        text,
    pillar       text,
    function     text,
    recurring    boolean   not null,
    keywords     text[]    not null,
    title        text      not null,
    search       tsvector  not null,
    document     text      not null
) with (toast_tuple_target = 256);
create index mandate_version_current on mandate_version (id, lower(effective)) where upper_inf(recorded);
create index mandate_version_as_of on mandate_version using gist (effective, recorded);
create index mandate_version_due on mandate_version (due_on) where awaited and upper_inf(recorded);
create index mandate_version_search on mandate_version using gin (search);

create table proposal_version (
    id           text      not null,
    effective    daterange not null,
    recorded     tstzrange not null,
    organisation text      not null,
    status       text      not null,
    mandate      text,
    title        text      not null,
    drafted_on   date      not null,
    last_step_on date      not null,
    document     text      not null
) with (toast_tuple_target = 256);
create index proposal_version_current on proposal_version (id, lower(effective)) where upper_inf(recorded);
create index proposal_version_as_of on proposal_version using gist (effective, recorded);
create index proposal_version_by_mandate on proposal_version (mandate) where mandate is not null;

-- Structural changes that cite a mandate or a proposal: by what a change is found from them.
create table answering_change (
    event        text   primary key,
    organisation text   not null,
    mandate      text,
    proposal     text
);
create index answering_change_by_mandate on answering_change (mandate) where mandate is not null;
create index answering_change_by_proposal on answering_change (proposal) where proposal is not null;

create index event_by_resolution on event (resolution, position) where resolution is not null;
create index act_by_organ on event ((cloud_event::jsonb #>> '{data,organ}')) where type = 'ResolutionAdopted';
