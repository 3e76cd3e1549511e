-- What other systems already know, so that nobody is asked again: publications, rows, attempts to fetch them.
create table prefill_source (
    code text primary key,
    name text not null
);
insert into prefill_source values
    ('RPM', 'RPM, programma P.I.P.P.I.'),
    ('ASSISTENTI-SOCIALI', 'Assistenti sociali in servizio');

create table prefill_import (
    id           uuid primary key,
    source       text not null references prefill_source,
    year         int not null,
    version      int not null,
    extracted_on date not null,
    period_from  date not null,
    period_to    date not null,
    content_hash text not null,
    rows         int not null,
    added        int not null,
    changed      int not null,
    file_name    text,
    author       text not null,
    imported_at  timestamptz not null,
    unique (source, year, version)
);

-- One row of a publication; its identity is what it says. Older contents stay, one is current.
create table prefill_row (
    source       text not null references prefill_source,
    year         int not null,
    scope        text not null check (scope in ('ATS', 'MUNICIPALITY')),
    territory    text not null,
    content_hash text not null,
    ats          text not null,
    indicators   jsonb not null,
    import_id    uuid not null references prefill_import,
    current      boolean not null,
    primary key (source, year, scope, territory, content_hash)
);
create unique index prefill_row_current on prefill_row (source, year, scope, territory) where current;
create index prefill_row_of_ats on prefill_row (ats, year) where current;

-- A file shown to its author and not yet confirmed.
create table prefill_upload (
    id        uuid primary key,
    author    text not null,
    file_name text,
    content   bytea not null,
    kept_at   timestamptz not null
);

-- Every attempt to reach a source, so that pages can say since when it is missing.
create table prefill_attempt (
    attempt bigint generated always as identity primary key,
    source  text not null references prefill_source,
    year    int not null,
    at      timestamptz not null,
    outcome text not null check (outcome in ('DONE', 'FAILED')),
    detail  text not null
);
create index prefill_attempt_newest on prefill_attempt (source, year, attempt);

-- The prefilled sections of a sheet and who has supervised each: {"s3": {"da": …, "il": …} or null}.
alter table sheet add column confirmations jsonb not null default '{}';

create or replace function ended_is_ended() returns trigger language plpgsql as $$
begin
    if old.state in ('FINALIZED', 'WITHDRAWN', 'LAPSED')
       and (new.state, new.state_since, new.state_reason, new.answers, new.retired, new.declared_empty,
            new.justification_category, new.justification_text, new.revision, new.compiler, new.confirmations)
           is distinct from
           (old.state, old.state_since, old.state_reason, old.answers, old.retired, old.declared_empty,
            old.justification_category, old.justification_text, old.revision, old.compiler, old.confirmations) then
        raise exception 'the sheet % has ended (%) and cannot change', old.id, old.state using errcode = '23514';
    end if;
    return new;
end $$;
