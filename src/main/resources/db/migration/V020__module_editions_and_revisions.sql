-- Every revision of a module's form and checks that ever judged a sheet, kept byte by byte.
create table module_edition (
    id           uuid primary key,
    module_code  text not null,
    edition_year integer not null,
    constraint module_edition_once unique (module_code, edition_year)
);

create table module_revision (
    id           uuid primary key,
    edition_id   uuid not null references module_edition (id),
    number       integer not null check (number >= 1),
    form         bytea not null,
    form_hash    text not null,
    checks_hash  text not null,
    published_at timestamptz not null,
    constraint module_revision_number_once unique (edition_id, number),
    constraint module_revision_content_once unique (edition_id, form_hash, checks_hash)
);

create table module_revision_check (
    revision_id uuid not null references module_revision (id),
    position    integer not null,
    name        text not null,
    content     bytea not null,
    primary key (revision_id, position)
);
