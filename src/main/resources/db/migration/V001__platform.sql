-- The two roles: the owner migrates, the application reads and writes.
create schema if not exists camunda;
grant usage on schema sioss, camunda to "${app}";
alter default privileges in schema sioss grant select, insert, update, delete on tables to "${app}";
alter default privileges in schema sioss grant usage, select on sequences to "${app}";
alter default privileges in schema camunda grant select, insert, update, delete on tables to "${app}";
alter default privileges in schema camunda grant usage, select on sequences to "${app}";

-- The one present. The shift stays zero on every database that is not the embedded one.
create table present_shift (
    only_row boolean primary key default true check (only_row),
    shift    interval not null default interval '0',
    constraint time_moves_only_on_the_embedded_database check (${timeMayMove} or shift = interval '0')
);
insert into present_shift default values;

create function present_instant() returns timestamptz language sql volatile
    set search_path = sioss, pg_temp
    as $$ select clock_timestamp() + shift from present_shift $$;

-- Search that forgives case, accents and apostrophes.
create function fold(words text) returns text language sql immutable parallel safe
    return translate(lower(words), 'àáâäãåèéêëìíîïòóôöõùúûüçñ''’`', 'aaaaaaeeeeiiiiooooouuuucn   ');

-- The one resumable batch: a deed over many subjects, one subject per transaction.
create table batch (
    id          uuid primary key,
    kind        text not null,
    subject     text not null,
    parameters  jsonb not null default '{}',
    created_at  timestamptz not null,
    created_by  text not null,
    finished_at timestamptz
);
create unique index batch_open_once on batch (kind, subject) where finished_at is null;

create table batch_item (
    batch_id uuid not null references batch,
    item     text not null,
    state    text not null default 'PENDING' check (state in ('PENDING', 'DONE', 'FAILED')),
    attempts int not null default 0,
    result   text,
    done_at  timestamptz,
    primary key (batch_id, item)
);
create index batch_item_pending on batch_item (batch_id) where state = 'PENDING';

-- An answer given once is given again for the same key.
create table idempotent_answer (
    account      text not null,
    key          text not null,
    request_hash text not null,
    status       int not null,
    body         text not null,
    given_at     timestamptz not null,
    primary key (account, key)
);
