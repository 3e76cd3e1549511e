-- Why a warning stands: written by who compiles, for the figures as they were then.
create table explanation (
    sheet_id    uuid not null references sheet,
    finding     text not null,
    message     text not null,
    figures     text not null,
    words       text not null check (length(words) between 10 and 1000),
    author      text not null,
    author_name text not null,
    written_at  timestamptz not null,
    primary key (sheet_id, finding)
);
comment on column explanation.figures is 'what the finding was about when it was explained; other figures ask anew';

-- Who explains a warning has compiled, and cannot approve.
drop index journal_by_compiler;
create index journal_by_compiler on journal (actor, sheet_id)
    where event in ('ANSWERED', 'SUBMITTED', 'EMPTY_DECLARED', 'JUSTIFIED', 'EXPLAINED');

-- The severity an administrator gives to a rule for a year; every decision stays.
create table severity_change (
    id            uuid primary key,
    year          int not null,
    module        text,
    code          text not null,
    severity      text not null check (severity in ('BLOCKING', 'WARNING')),
    reason        text not null,
    author        text not null,
    author_name   text not null,
    decided_at    timestamptz not null,
    superseded_at timestamptz,
    superseded_by text
);
comment on column severity_change.module is 'null: a common rule, in every module of the year';
create unique index severity_change_in_force on severity_change (year, module, code) nulls not distinct
    where superseded_at is null;
create index severity_change_by_year on severity_change (year, code);
