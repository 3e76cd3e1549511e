-- Guida: the questions people often ask, as the administrator keeps them. Every version of each stays.
create table faq_entry (
    id              uuid primary key,
    question        text not null check (length(question) between 5 and 300),
    answer          text not null check (length(answer) between 10 and 5000),
    place           int not null check (place >= 1),
    hidden          boolean not null default false,
    version         int not null default 1,
    changed_at      timestamptz not null,
    changed_by_name text not null
);
create table faq_version (
    faq_id      uuid not null references faq_entry,
    version     int not null,
    question    text not null,
    answer      text not null,
    place       int not null,
    hidden      boolean not null,
    author      text not null,
    author_name text not null,
    written_at  timestamptz not null,
    primary key (faq_id, version)
);
revoke update, delete, truncate on faq_version from "${app}";
revoke delete, truncate on faq_entry from "${app}";

-- What somebody asks the people in charge, about a question of a sheet, a sheet or anything; and what is said about it.
create table assistance_request (
    id             uuid primary key,
    author         text not null,
    author_name    text not null,
    sheet_id       uuid references sheet,
    question       text,
    question_label text,
    year           int,
    module         text,
    ats            text,
    ats_name       text,
    region         text,
    state          text not null check (state in ('OPEN', 'ANSWERED', 'CLOSED')),
    opened_at      timestamptz not null,
    changed_at     timestamptz not null,
    version        bigint not null default 0,
    check (question is null or sheet_id is not null)
);
comment on column assistance_request.region is 'whose supervisor may read; null when the asker speaks for no single territory';
create index assistance_by_sheet on assistance_request (sheet_id) where sheet_id is not null;
create index assistance_by_author on assistance_request (author, changed_at);
create index assistance_by_state on assistance_request (state, changed_at);

create table assistance_message (
    request_id  uuid not null references assistance_request,
    number      int not null,
    from_desk   boolean not null,
    words       text not null check (length(words) between 10 and 2000),
    author      text not null,
    author_name text not null,
    written_at  timestamptz not null,
    primary key (request_id, number)
);
revoke update, delete, truncate on assistance_message from "${app}";
revoke delete, truncate on assistance_request from "${app}";
